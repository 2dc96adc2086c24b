/** An S3 endpoint with its files on disk, in a JVM of its own. */
@NullMarked
package io.dams.sandbox.s3;

import org.jspecify.annotations.NullMarked;
