@NullMarked
package io.dams.sandbox.command;

import org.jspecify.annotations.NullMarked;
