@NullMarked
package io.dams.sandbox.servers;

import org.jspecify.annotations.NullMarked;
