package io.dams.frontoffice.token;

import feign.Param;
import feign.RequestLine;
import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.ledger.TokenBalance;
import java.util.List;

/** What the ledger tells us. Each call is sent once, and answered within seconds or not at all. */
interface LedgerClient {

  @RequestLine("GET /internal/users/{user}/balances")
  List<TokenBalance> balances(@Param("user") UserId user);

  @RequestLine("GET /internal/point-amounts")
  List<PointAmount> pointAmounts();
}
