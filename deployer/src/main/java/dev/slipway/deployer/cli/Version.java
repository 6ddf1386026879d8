package dev.slipway.deployer.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Slipway's version, from its jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "slipway "
                    + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                            .orElse("(from classes)")
        };
    }
}
