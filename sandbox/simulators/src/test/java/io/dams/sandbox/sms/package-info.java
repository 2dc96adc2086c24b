/** Tests of the simulated provider of text messages. */
@NullMarked
package io.dams.sandbox.sms;

import org.jspecify.annotations.NullMarked;
