package io.dams.transfer.ledger;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import io.dams.contracts.ledger.FundHoldPost;
import io.dams.contracts.ledger.FundHoldRequest;
import io.dams.contracts.ledger.JournalRequest;

/** The ledger's journals and fund holds as they are on the wire. */
interface LedgerFeignClient {

  @RequestLine("PUT /internal/journals/{reference}")
  @Headers("Content-Type: application/json")
  Response journal(@Param("reference") String reference, JournalRequest request);

  @RequestLine("POST /internal/journals/{reference}/comparison")
  @Headers("Content-Type: application/json")
  Response compare(@Param("reference") String reference, JournalRequest request);

  @RequestLine("PUT /internal/fund-holds/{hold}")
  @Headers("Content-Type: application/json")
  Response place(@Param("hold") String hold, FundHoldRequest request);

  @RequestLine("POST /internal/fund-holds/{hold}/posts/{post}")
  @Headers("Content-Type: application/json")
  Response post(@Param("hold") String hold, @Param("post") String post, FundHoldPost request);

  @RequestLine("POST /internal/fund-holds/{hold}/void")
  Response release(@Param("hold") String hold);

  @RequestLine("GET /internal/fund-holds/{hold}")
  Response hold(@Param("hold") String hold);
}
