package io.dams.frontoffice.wallet;

/** Why points are no longer bound. */
enum UnbindReason {
  /** The user wanted it. */
  USER,
  /** The merchant says that this user's token is not valid (商家token失效). */
  TOKEN_INVALID
}
