/** The commands that every fleet has: up, status, logs and down. */
@NullMarked
package io.dams.sandbox.command;

import org.jspecify.annotations.NullMarked;
