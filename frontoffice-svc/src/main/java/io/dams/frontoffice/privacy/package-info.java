/**
 * Personal data: phone numbers and tokens, sealed at rest, looked up by a keyed hash, masked in
 * text.
 */
@NullMarked
package io.dams.frontoffice.privacy;

import org.jspecify.annotations.NullMarked;
