/** S3 on the file system: requests in, objects kept as a data file and the metadata that names it. */
@NullMarked
package dev.slipway.local.s3;

import org.jspecify.annotations.NullMarked;
