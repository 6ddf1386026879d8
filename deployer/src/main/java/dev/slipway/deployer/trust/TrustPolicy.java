package dev.slipway.deployer.trust;

import dev.slipway.deployer.ExitCode;
import dev.slipway.deployer.SlipwayException;
import dev.slipway.inference.trust.TrustedSigners;
import java.util.Map;

/** What a function asks of its manifests, from its environment: the deployer judges by what the function will judge by. */
public record TrustPolicy(boolean required, TrustedSigners signers) {

    public static TrustPolicy of(Map<String, String> environment) {
        try {
            return new TrustPolicy(
                    !environment.getOrDefault("SLIPWAY_REQUIRE_SIGNED", "false").equals("false"),
                    TrustedSigners.parse(environment.getOrDefault("SLIPWAY_TRUSTED_SIGNERS", "")));
        } catch (IllegalArgumentException e) {
            throw new SlipwayException(
                    ExitCode.REFUSED,
                    "the function's SLIPWAY_TRUSTED_SIGNERS cannot be read: " + e.getMessage(),
                    "correct the stack's parameter TrustedSigners: base64 public keys with commas between, as"
                            + " ./slipway key show prints them",
                    e);
        }
    }
}
