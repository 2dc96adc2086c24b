/**
 * The results of orders on users' phones, by APNs and FCM. A message is owed to each device once,
 * tried until it is taken or no longer worth it, and seen once: a repetition replaces what it
 * repeats.
 */
@NullMarked
package io.dams.frontoffice.push;

import org.jspecify.annotations.NullMarked;
