/// SHA-256 of four messages at once: the four go through the rounds side by side, a lane each, which takes little more
/// than the time of one.
struct SHA256Lanes {
  typealias Words = SIMD4<UInt32>

  /// The eight words of the state, four messages' each.
  private var a, b, c, d, e, f, g, h: Words

  private init() {
    let initial = SHA256.initial.map { Words(repeating: $0) }
    (a, b, c, d) = (initial[0], initial[1], initial[2], initial[3])
    (e, f, g, h) = (initial[4], initial[5], initial[6], initial[7])
  }

  private func digest(of lane: Int) -> String {
    SHA256.text([a[lane], b[lane], c[lane], d[lane], e[lane], f[lane], g[lane], h[lane]])
  }

  /// The digests of up to four messages that are padded already (`SHA256.pad`), in their order.
  static func hash(padded messages: [UnsafeBufferPointer<UInt8>]) -> [String] {
    precondition(messages.count <= 4 && messages.allSatisfy { $0.count % 64 == 0 })
    var lanes = SHA256Lanes()
    let blocks = messages.map { $0.count / 64 }
    for block in 0..<(blocks.max() ?? 0) { lanes.compress(messages, block) }
    return messages.indices.map { lanes.digest(of: $0) }
  }

  /// One block of every message that has so many; the others stay as they are.
  private mutating func compress(_ messages: [UnsafeBufferPointer<UInt8>], _ block: Int) {
    var active = SIMDMask<SIMD4<Int32>>(repeating: false)
    withUnsafeTemporaryAllocation(of: Words.self, capacity: 16) { w in
      w.initialize(repeating: .zero)
      for lane in messages.indices where 64 * block < messages[lane].count {
        active[lane] = true
        let bytes = UnsafeRawBufferPointer(messages[lane])
        for index in 0..<16 {
          w[index][lane] = UInt32(
            bigEndian: bytes.loadUnaligned(fromByteOffset: 64 &* block &+ 4 &* index, as: UInt32.self))
        }
      }
      var (a, b, c, d) = (self.a, self.b, self.c, self.d)
      var (e, f, g, h) = (self.e, self.f, self.g, self.h)
      SHA256.constants.withUnsafeBufferPointer { k in
        var i = 0
        while true {
          var j = 0
          while j < 16 {
            Self.round(a, b, c, &d, e, f, g, &h, w[j] &+ Words(repeating: k[i &+ j]))
            Self.round(h, a, b, &c, d, e, f, &g, w[j &+ 1] &+ Words(repeating: k[i &+ j &+ 1]))
            Self.round(g, h, a, &b, c, d, e, &f, w[j &+ 2] &+ Words(repeating: k[i &+ j &+ 2]))
            Self.round(f, g, h, &a, b, c, d, &e, w[j &+ 3] &+ Words(repeating: k[i &+ j &+ 3]))
            Self.round(e, f, g, &h, a, b, c, &d, w[j &+ 4] &+ Words(repeating: k[i &+ j &+ 4]))
            Self.round(d, e, f, &g, h, a, b, &c, w[j &+ 5] &+ Words(repeating: k[i &+ j &+ 5]))
            Self.round(c, d, e, &f, g, h, a, &b, w[j &+ 6] &+ Words(repeating: k[i &+ j &+ 6]))
            Self.round(b, c, d, &e, f, g, h, &a, w[j &+ 7] &+ Words(repeating: k[i &+ j &+ 7]))
            j &+= 8
          }
          i &+= 16
          if i == 64 { break }
          for t in 0..<16 {
            let (x, y) = (w[(t &+ 1) & 15], w[(t &+ 14) & 15])
            let s0 = (Self.right(x, 7) ^ Self.left(x, 14)) ^ (Self.right(x, 18) ^ Self.left(x, 25)) ^ Self.right(x, 3)
            let s1 = (Self.right(y, 17) ^ Self.left(y, 13)) ^ (Self.right(y, 19) ^ Self.left(y, 15)) ^ Self.right(y, 10)
            w[t] = w[t] &+ s0 &+ w[(t &+ 9) & 15] &+ s1
          }
        }
      }
      self.a.replace(with: self.a &+ a, where: active)
      self.b.replace(with: self.b &+ b, where: active)
      self.c.replace(with: self.c &+ c, where: active)
      self.d.replace(with: self.d &+ d, where: active)
      self.e.replace(with: self.e &+ e, where: active)
      self.f.replace(with: self.f &+ f, where: active)
      self.g.replace(with: self.g &+ g, where: active)
      self.h.replace(with: self.h &+ h, where: active)
    }
  }

  @inline(__always) private static func round(
    _ a: Words, _ b: Words, _ c: Words, _ d: inout Words, _ e: Words, _ f: Words, _ g: Words, _ h: inout Words,
    _ kw: Words
  ) {
    // Rotations by 6, 11 and 25, their halves crossed: compilers take a vector to pieces to rotate it, but not to shift it.
    let s1 = (right(e, 6) ^ left(e, 21)) ^ (right(e, 11) ^ left(e, 7)) ^ (right(e, 25) ^ left(e, 26))
    let first = h &+ s1 &+ (g ^ (e & (f ^ g))) &+ kw
    // By 2, 13 and 22.
    let s0 = (right(a, 2) ^ left(a, 19)) ^ (right(a, 13) ^ left(a, 10)) ^ (right(a, 22) ^ left(a, 30))
    d = d &+ first
    h = first &+ s0 &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always) private static func right(_ words: Words, _ count: UInt32) -> Words {
    words &>> Words(repeating: count)
  }

  @inline(__always) private static func left(_ words: Words, _ count: UInt32) -> Words {
    words &<< Words(repeating: count)
  }
}
