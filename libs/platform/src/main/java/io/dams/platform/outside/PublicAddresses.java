package io.dams.platform.outside;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from all others (IANA special-purpose address registries,
 * RFC 6890). What is not known to be public is not.
 */
final class PublicAddresses {

  private static final List<Range> NOT_PUBLIC_4 =
      List.of(
          range(8, 0),
          range(8, 10),
          range(10, 100, 64),
          range(8, 127),
          range(16, 169, 254),
          range(12, 172, 16),
          range(24, 192, 0, 0),
          range(24, 192, 0, 2),
          range(24, 192, 88, 99),
          range(16, 192, 168),
          range(15, 198, 18),
          range(24, 198, 51, 100),
          range(24, 203, 0, 113),
          range(4, 224),
          range(4, 240));

  /** Global unicast; all else, IPv4-mapped and NAT64 among it, is refused by not being in it. */
  private static final Range PUBLIC_6 = range(3, 0x20);

  private static final List<Range> NOT_PUBLIC_6 =
      List.of(
          range(23, 0x20, 0x01, 0x00, 0x00),
          range(32, 0x20, 0x01, 0x0d, 0xb8),
          range(16, 0x20, 0x02),
          range(20, 0x3f, 0xff, 0x00));

  private PublicAddresses() {}

  /** Whether the address is one of the public internet. */
  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> NOT_PUBLIC_4.stream().noneMatch(range -> range.contains(bytes));
      case Inet6Address _ ->
          PUBLIC_6.contains(bytes)
              && NOT_PUBLIC_6.stream().noneMatch(range -> range.contains(bytes));
      default -> false;
    };
  }

  private static Range range(int bits, int... prefix) {
    byte[] bytes = new byte[prefix.length];
    for (int i = 0; i < prefix.length; i++) {
      bytes[i] = (byte) prefix[i];
    }
    return new Range(bits, bytes);
  }

  /** Addresses that begin with the same bits. */
  private record Range(int bits, byte[] prefix) {

    boolean contains(byte[] address) {
      int whole = bits / Byte.SIZE;
      for (int i = 0; i < whole; i++) {
        if (address[i] != at(i)) {
          return false;
        }
      }
      int rest = bits % Byte.SIZE;
      int mask = 0xff << (Byte.SIZE - rest) & 0xff;
      return rest == 0 || (address[whole] & mask) == (at(whole) & mask);
    }

    private byte at(int i) {
      return i < prefix.length ? prefix[i] : 0;
    }
  }
}
