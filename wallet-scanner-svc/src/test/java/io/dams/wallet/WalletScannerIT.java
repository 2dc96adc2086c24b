package io.dams.wallet;

import io.dams.platform.testing.FrameContract;
import io.dams.platform.testing.RealServers;

/** The service boots on real servers, and pretends nothing. */
@RealServers(schema = "wallet")
class WalletScannerIT extends FrameContract {}
