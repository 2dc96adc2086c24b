package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MerchantProblem;

/** What the books say to a request: yes with an answer, or no with the contract's code. */
sealed interface Decision<T> {

  record Granted<T>(T answer) implements Decision<T> {}

  record Refused<T>(MerchantProblem code, String detail) implements Decision<T> {}
}
