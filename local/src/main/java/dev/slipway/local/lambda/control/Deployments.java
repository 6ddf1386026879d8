package dev.slipway.local.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.local.codec.JsonShapes;
import dev.slipway.local.http.AwsError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartResponse;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingConfigResponse;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** What becomes of {@code $LATEST}: made, given other code, configured anew. */
public final class Deployments {
    static final int MOST_ZIPPED = 52_428_800;
    private static final DateTimeFormatter MODIFIED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    private final FunctionStore functions;
    private final CodeStore codes;
    private final CodeBucket buckets;
    private final FunctionRoles roles;
    private final Clock clock;

    public Deployments(FunctionStore functions, CodeStore codes, CodeBucket buckets, FunctionRoles roles, Clock clock) {
        this.functions = functions;
        this.codes = codes;
        this.buckets = buckets;
        this.roles = roles;
        this.clock = clock;
    }

    public FunctionConfiguration create(CreateFunctionRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName());
        if (functions.find(ref.name()).isPresent()) {
            throw Refusals.conflict("Function already exist: " + ref.name());
        }
        FunctionConfiguration wanted = asked(request, defaults(ref)).build();
        ConfigurationRules.check(wanted);
        checkRole(wanted.role());
        CodeStore.Code code = code(
                request.code().zipFile(),
                request.code().s3Bucket(),
                request.code().s3Key());
        FunctionConfiguration latest = stamped(with(wanted, code));
        functions.add(FunctionState.of(latest, request.tags()));
        return latest;
    }

    public FunctionConfiguration updateCode(UpdateFunctionCodeRequest request) {
        FunctionRef ref = FunctionRef.parse(request.functionName());
        checkRevision(functions.get(ref).latest(), request.revisionId());
        CodeStore.Code code = code(request.zipFile(), request.s3Bucket(), request.s3Key());
        if (Boolean.TRUE.equals(request.dryRun())) {
            return with(functions.get(ref).latest(), code);
        }
        return functions
                .update(ref, state -> {
                    checkRevision(state.latest(), request.revisionId());
                    FunctionConfiguration.Builder changed = with(state.latest(), code).toBuilder();
                    if (request.hasArchitectures()) {
                        changed.architectures(request.architectures());
                    }
                    return state.withLatest(stamped(changed.build()));
                })
                .latest();
    }

    public FunctionConfiguration updateConfiguration(UpdateFunctionConfigurationRequest request) {
        if (request.role() != null) {
            checkRole(request.role());
        }
        return functions
                .update(FunctionRef.parse(request.functionName()), state -> {
                    checkRevision(state.latest(), request.revisionId());
                    FunctionConfiguration changed = asked(request, state.latest().toBuilder())
                            .functionName(state.name())
                            .build();
                    ConfigurationRules.check(changed);
                    return state.withLatest(stamped(changed));
                })
                .latest();
    }

    private void checkRole(String role) {
        if (!roles.mayBeAssumed(role)) {
            throw Refusals.invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    static void checkRevision(FunctionConfiguration latest, @Nullable String expected) {
        if (expected != null && !expected.equals(latest.revisionId())) {
            throw Refusals.staleRevision("GetFunction/GetFunctionConfiguration");
        }
    }

    /** A time as Lambda's {@code LastModified} writes it. */
    static String modified(Clock clock) {
        return MODIFIED.format(clock.instant());
    }

    private static FunctionConfiguration.Builder defaults(FunctionRef ref) {
        return FunctionConfiguration.builder()
                .functionName(ref.name())
                .functionArn(ref.arn())
                .version(FunctionRef.LATEST)
                .description("")
                .timeout(3)
                .memorySize(128)
                .packageType("Zip")
                .architectures(Architecture.X86_64)
                .ephemeralStorage(EphemeralStorage.builder().size(512).build())
                .tracingConfig(TracingConfigResponse.builder()
                        .mode(TracingMode.PASS_THROUGH)
                        .build())
                .loggingConfig(LoggingConfig.builder()
                        .logFormat("Text")
                        .logGroup("/aws/lambda/" + ref.name())
                        .build())
                .snapStart(snapStart(SnapStartApplyOn.NONE));
    }

    /** What the request names replaces what was there: the shapes agree in their members' names. */
    private static FunctionConfiguration.Builder asked(SdkPojo request, FunctionConfiguration.Builder before) {
        ObjectNode asked = JsonShapes.tree(request);
        // Of these the request's form is not the answer's: layers are names there, code is no configuration.
        asked.remove(java.util.List.of("Layers", "Code", "RevisionId"));
        FunctionConfiguration.Builder after = JsonShapes.read(asked, before);
        SnapStartResponse snapStart = after.build().snapStart();
        LoggingConfig logging = after.build().loggingConfig();
        if (logging.logGroup() == null) {
            after.loggingConfig(logging.toBuilder()
                    .logGroup("/aws/lambda/" + after.build().functionName())
                    .build());
        }
        return after.snapStart(snapStart(snapStart.applyOn()));
    }

    private static SnapStartResponse snapStart(SnapStartApplyOn applyOn) {
        return SnapStartResponse.builder()
                .applyOn(applyOn)
                .optimizationStatus(SnapStartOptimizationStatus.OFF)
                .build();
    }

    private static FunctionConfiguration with(FunctionConfiguration configuration, CodeStore.Code code) {
        return configuration.toBuilder()
                .codeSha256(code.sha256())
                .codeSize(code.size())
                .build();
    }

    private FunctionConfiguration stamped(FunctionConfiguration configuration) {
        return configuration.toBuilder()
                .lastModified(modified(clock))
                .revisionId(UUID.randomUUID().toString())
                .state(State.ACTIVE)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .build();
    }

    private CodeStore.Code code(@Nullable SdkBytes zip, @Nullable String bucket, @Nullable String key) {
        if (zip != null && zip.asByteArrayUnsafe().length > MOST_ZIPPED) {
            throw new AwsError(
                    413,
                    "RequestEntityTooLargeException",
                    "Request must be smaller than 70167211 bytes for the UpdateFunctionCode operation");
        }
        try (InputStream archive = open(zip, bucket, key)) {
            return codes.put(archive);
        } catch (IOException e) {
            throw new UncheckedIOException("the function's code cannot be stored", e);
        }
    }

    private InputStream open(@Nullable SdkBytes zip, @Nullable String bucket, @Nullable String key) throws IOException {
        if (zip != null) {
            return new ByteArrayInputStream(zip.asByteArrayUnsafe());
        }
        if (bucket == null || key == null) {
            throw Refusals.invalid("Please provide a source for function code: ZipFile, or S3Bucket and S3Key.");
        }
        try {
            return buckets.open(bucket, key);
        } catch (AwsError missing) {
            throw Refusals.invalid("Error occurred while GetObject. S3 Error Code: " + missing.code()
                    + ". S3 Error Message: " + missing.getMessage());
        }
    }
}
