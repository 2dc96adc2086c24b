@NullMarked
package io.dams.transfer.reconciliation;

import org.jspecify.annotations.NullMarked;
