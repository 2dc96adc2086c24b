/**
 * Webhooks as the Standard Webhooks specification 1.0 describes them: what is signed, how, and when
 * a message is sent again.
 */
@NullMarked
package io.dams.platform.webhook;

import org.jspecify.annotations.NullMarked;
