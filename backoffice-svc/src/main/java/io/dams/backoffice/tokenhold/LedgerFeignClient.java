package io.dams.backoffice.tokenhold;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import io.dams.contracts.ledger.HoldRequest;

/** The ledger's holds as they are on the wire. */
interface LedgerFeignClient {

  @RequestLine("PUT /internal/holds/{group}")
  @Headers("Content-Type: application/json")
  Response place(@Param("group") String group, HoldRequest request);

  @RequestLine("POST /internal/holds/{group}/void")
  Response release(@Param("group") String group);
}
