package dev.slipway.local.s3;

import dev.slipway.local.http.AwsError;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts that CompleteMultipartUpload names, held against those that came, and the object they make. */
final class ChosenParts {
    private static final long LEAST_BYTES = 5L << 20;

    private ChosenParts() {}

    /** @throws AwsError {@code InvalidPartOrder}, {@code InvalidPart} or {@code EntityTooSmall} */
    static List<Uploads.Part> of(XmlTree document, List<Uploads.Part> uploaded) {
        Map<Integer, Uploads.Part> byNumber =
                uploaded.stream().collect(Collectors.toMap(Uploads.Part::number, Function.identity()));
        List<Uploads.Part> chosen = new ArrayList<>();
        for (XmlTree named : document.all("Part")) {
            chosen.add(part(named, byNumber));
        }
        if (chosen.isEmpty()) {
            throw XmlTree.malformed("<CompleteMultipartUpload> names no <Part>");
        }
        for (int i = 0; i + 1 < chosen.size(); i++) {
            if (chosen.get(i).number() >= chosen.get(i + 1).number()) {
                throw new AwsError(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
            if (chosen.get(i).size() < LEAST_BYTES) {
                throw new AwsError(
                        400,
                        "EntityTooSmall",
                        "Your proposed upload is smaller than the minimum allowed size: part "
                                + chosen.get(i).number() + " has "
                                + chosen.get(i).size() + " bytes, and only the last"
                                + " may have less than " + LEAST_BYTES);
            }
        }
        return chosen;
    }

    private static Uploads.Part part(XmlTree named, Map<Integer, Uploads.Part> byNumber) {
        String number = named.required("PartNumber");
        String etag = named.required("ETag").replace("\"", "");
        Optional<Uploads.Part> found;
        try {
            found = Optional.ofNullable(byNumber.get(Integer.valueOf(number.trim())));
        } catch (NumberFormatException e) {
            throw XmlTree.malformed("<PartNumber> is no number: '" + number + "'");
        }
        return found.filter(part -> part.etag().equals(etag))
                .filter(part -> part.checksums().entrySet().stream()
                        .allMatch(checksum -> named.value(checksum.getKey().element())
                                .map(checksum.getValue()::equals)
                                .orElse(true)))
                .orElseThrow(() -> new AwsError(
                        400,
                        "InvalidPart",
                        "One or more of the specified parts could not be found. The part may not have been uploaded, or the"
                                + " specified entity tag may not match the part's entity tag: part " + number));
    }

    /** @param whole the checksum over all bytes, when the upload has one */
    static StoredObject object(
            Uploads.Upload upload, List<Uploads.Part> parts, String data, Optional<String> whole, long now) {
        MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
        parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
        Map<ChecksumAlgorithm, String> checksums = whole.or(() -> composite(upload.algorithm(), parts))
                .map(value -> Map.of(upload.algorithm(), value))
                .orElse(Map.of());
        return new StoredObject(
                upload.key(),
                data,
                parts.stream().mapToLong(Uploads.Part::size).sum(),
                HexFormat.of().formatHex(md5.digest()) + "-" + parts.size(),
                now,
                upload.headers(),
                checksums,
                upload.checksumType(),
                parts.stream().map(Uploads.Part::size).toList(),
                upload.tags(),
                Version.NULL);
    }

    /** The checksum of the parts' checksums; none when a part was sent without. */
    private static Optional<String> composite(ChecksumAlgorithm algorithm, List<Uploads.Part> parts) {
        ChecksumAlgorithm.Running running = algorithm.start();
        for (Uploads.Part part : parts) {
            String value = part.checksums().get(algorithm);
            if (value == null) {
                return Optional.empty();
            }
            byte[] bytes = Base64.getDecoder().decode(value);
            running.update(bytes, bytes.length);
        }
        return Optional.of(Base64.getEncoder().encodeToString(running.finish()) + "-" + parts.size());
    }

    /** Holds the whole object's checksum and size against what the completing request says of them. */
    static void verify(S3Request request, StoredObject object) {
        object.checksums()
                .forEach((algorithm, value) -> request.header(algorithm.header())
                        .filter(claim -> !claim.equals(value) && !claim.equals(value.replaceFirst("-\\d+$", "")))
                        .ifPresent(claim -> {
                            throw new AwsError(
                                    400,
                                    "BadDigest",
                                    "The " + algorithm + " you specified did not match the calculated checksum: got "
                                            + claim + ", calculated " + value);
                        }));
        request.header("x-amz-mp-object-size")
                .filter(claim -> !claim.equals(Long.toString(object.size())))
                .ifPresent(claim -> {
                    throw new AwsError(
                            400,
                            "InvalidRequest",
                            "The provided 'x-amz-mp-object-size' header value " + claim
                                    + " does not match what was computed: " + object.size());
                });
    }
}
