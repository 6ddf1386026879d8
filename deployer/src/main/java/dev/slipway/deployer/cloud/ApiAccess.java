package dev.slipway.deployer.cloud;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Who may call a model's API: the template's parameter {@code Auth}. */
public enum ApiAccess {
    NONE("none", "everybody"),
    IAM("iam", "requests signed by AWS identities"),
    JWT("jwt", "bearer tokens"),
    API_KEY("api-key", "API keys");

    private final String parameter;
    private final String takes;

    ApiAccess(String parameter, String takes) {
        this.parameter = parameter;
        this.takes = takes;
    }

    /** What it takes, in words. */
    public String takes() {
        return takes;
    }

    /** @throws CloudException for a word that is none of them */
    static ApiAccess of(String parameter, String stack) {
        return Arrays.stream(values())
                .filter(access -> access.parameter.equals(parameter))
                .findFirst()
                .orElseThrow(() -> new CloudException(
                        CloudException.Kind.OTHER,
                        "the stack " + stack + " says of its API that it takes '" + parameter + "', which is none of "
                                + Arrays.stream(values())
                                        .map(ApiAccess::toString)
                                        .collect(Collectors.joining(", ")),
                        "use the slipway that belongs to its template"));
    }

    @Override
    public String toString() {
        return parameter;
    }
}
