/// SHA-256 (FIPS 180-4): the digest by which a route names what it was made from.
///
/// Own code because the toolchain ships none on every platform; tested against the standard's vectors.
public struct SHA256: Sendable {
  private var state = SIMD8<UInt32>(initial)
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  static let initial: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  /// The digest of nothing so far.
  public init() {}

  /// Takes in more bytes. O(count).
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { update($0) } }

  /// Takes in more bytes. O(count).
  public mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    length += UInt64(bytes.count)
    var start = 0
    if !pending.isEmpty {
      start = min(64 - pending.count, bytes.count)
      pending.append(contentsOf: bytes[..<start])
      guard pending.count == 64 else { return }
      let block = pending
      pending.removeAll(keepingCapacity: true)
      block.withUnsafeBufferPointer { compress($0, at: 0) }
    }
    while start + 64 <= bytes.count {
      compress(bytes, at: start)
      start += 64
    }
    pending.append(contentsOf: bytes[start...])
  }

  /// The digest of all bytes, in lower-case hexadecimal. The value takes no more bytes after it.
  public mutating func finalize() -> String {
    Self.pad(length) { pending.append($0) }
    let last = pending
    last.withUnsafeBufferPointer { buffer in
      for start in stride(from: 0, to: buffer.count, by: 64) { compress(buffer, at: start) }
    }
    return Self.text((0..<8).map { state[$0] })
  }

  /// Eight words as lower-case hexadecimal.
  static func text(_ words: [UInt32]) -> String {
    String(unsafeUninitializedCapacity: 64) { text in
      for index in 0..<8 {
        for digit in 0..<8 {
          let value = UInt8(truncatingIfNeeded: words[index] >> UInt32(28 - 4 * digit)) & 15
          text[8 * index + digit] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
        }
      }
      return 64
    }
  }

  /// Adds the padding that the standard puts behind a message.
  static func pad(_ message: inout ByteBuffer) {
    pad(UInt64(message.count)) { message.append($0) }
  }

  /// The padding behind a message of that many bytes.
  @inline(__always)
  private static func pad(_ length: UInt64, _ append: (UInt8) -> Void) {
    append(0x80)
    // Zeros, so that the number of bits, eight bytes, ends a block.
    for _ in 0..<((119 - length % 64) % 64) { append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: (length * 8) >> UInt64(shift)))
    }
  }

  /// The digest of `bytes`.
  public static func hash(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer { hash($0) } }

  /// The digest of `bytes`.
  public static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finalize()
  }

  private mutating func compress(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard let base = bytes.baseAddress else { return }
    let block = UnsafeRawPointer(base + start)
    // Eight rounds at a time, each with its own names for the eight words: nothing moves between them.
    Self.constants.withUnsafeBufferPointer { table in
      guard let k = table.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { buffer in
        guard let w = buffer.baseAddress else { return }
        for index in 0..<16 {
          w[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self))
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        var i = 0
        while true {
          var j = 0
          while j < 16 {
            round(a, b, c, &d, e, f, g, &h, k[i &+ j] &+ w[j])
            round(h, a, b, &c, d, e, f, &g, k[i &+ j &+ 1] &+ w[j &+ 1])
            round(g, h, a, &b, c, d, e, &f, k[i &+ j &+ 2] &+ w[j &+ 2])
            round(f, g, h, &a, b, c, d, &e, k[i &+ j &+ 3] &+ w[j &+ 3])
            round(e, f, g, &h, a, b, c, &d, k[i &+ j &+ 4] &+ w[j &+ 4])
            round(d, e, f, &g, h, a, b, &c, k[i &+ j &+ 5] &+ w[j &+ 5])
            round(c, d, e, &f, g, h, a, &b, k[i &+ j &+ 6] &+ w[j &+ 6])
            round(b, c, d, &e, f, g, h, &a, k[i &+ j &+ 7] &+ w[j &+ 7])
            j &+= 8
          }
          i &+= 16
          if i == 64 { break }
          for t in 0..<16 {
            let (x, y) = (w[(t &+ 1) & 15], w[(t &+ 14) & 15])
            let s0 = rotated(x, 7) ^ rotated(x, 18) ^ (x &>> 3)
            let s1 = rotated(y, 17) ^ rotated(y, 19) ^ (y &>> 10)
            w[t] = w[t] &+ s0 &+ w[(t &+ 9) & 15] &+ s1
          }
        }
        state &+= SIMD8(a, b, c, d, e, f, g, h)
      }
    }
  }
}

@inline(__always) private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
  _ kw: UInt32
) {
  let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
  let first = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ kw
  let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
  d = d &+ first
  h = first &+ s0 &+ ((a & b) | (c & (a | b)))
}

@inline(__always) private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word &>> count | word &<< (32 &- count)
}
