@NullMarked
package io.dams.sandbox;

import org.jspecify.annotations.NullMarked;
