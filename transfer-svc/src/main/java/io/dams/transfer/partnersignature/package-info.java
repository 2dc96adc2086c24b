/**
 * Who a partner's request is from: its signature is right, its time is now, and it has not come
 * before.
 */
@NullMarked
package io.dams.transfer.partnersignature;

import org.jspecify.annotations.NullMarked;
