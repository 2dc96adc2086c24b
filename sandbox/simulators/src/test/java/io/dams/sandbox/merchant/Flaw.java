package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.sandbox.http.Call;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a {@link WrongMerchant}. */
interface Flaw {

  /** The ids of the checks that have to fail, and no others. */
  Set<String> fails();

  /** Why a call may not pass; the right answer unless the flaw is here. */
  default Optional<MerchantProblem> refusal(WrongMerchant merchant, Call call) {
    return merchant.rightRefusal(call);
  }

  /** What is done for a call; the right thing unless the flaw is here. */
  default Heard work(WrongMerchant merchant, Call call) throws IOException, InterruptedException {
    return merchant.pass(call);
  }
}
