/**
 * Child processes that are watched, logged to a file, ended in order and never orphaned: the kernel
 * kills them when the process that started them is gone, even by {@code kill -9}.
 */
@NullMarked
package io.dams.sandbox.process;

import org.jspecify.annotations.NullMarked;
