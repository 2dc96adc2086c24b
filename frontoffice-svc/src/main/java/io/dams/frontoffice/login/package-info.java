/** Log in or register by phone and one-time code, within limits by phone, device and address. */
@NullMarked
package io.dams.frontoffice.login;

import org.jspecify.annotations.NullMarked;
