/** The ports over the AWS SDK: its only imports, and the one place where its exceptions get their words. */
@NullMarked
package dev.slipway.deployer.cloud.aws;

import org.jspecify.annotations.NullMarked;
