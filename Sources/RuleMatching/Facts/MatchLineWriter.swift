/// Writes lines of matched rules. Names are encoded once; a line costs copying.
struct MatchLineWriter: ~Copyable {
  /// Where the encoded name of each rule starts: `"name",`; one more entry for the end.
  private let starts: [Int32]
  private let names: [UInt8]
  private let longest: Int
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0

  /// Copying is done in pieces of this many bytes, which may write as many too many.
  private static let piece = 16

  init(names: [String]) {
    var starts: [Int32] = [0]
    var bytes: [UInt8] = []
    var longest = 0
    for name in names {
      Self.encode(name, into: &bytes)
      bytes.append(UInt8(ascii: ","))
      longest = max(longest, bytes.count - Int(starts[starts.count - 1]))
      starts.append(Int32(bytes.count))
    }
    self.starts = starts
    self.names = bytes + [UInt8](repeating: 0, count: Self.piece)
    self.longest = longest
    capacity = 1 << 16
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// The lines since the last `removeAll`.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  mutating func removeAll() { count = 0 }

  /// One line; `id` is a range of `line`.
  mutating func append(
    _ id: Range<Int>?, _ line: UnsafePointer<UInt8>, _ matched: UnsafePointer<UInt64>, _ words: Int
  ) {
    var most = 40 + (id?.count ?? 4)
    for word in 0..<words { most &+= matched[word].nonzeroBitCount &* longest }
    reserve(most)
    put("{\"id\":")
    if let id {
      UnsafeMutableRawPointer(memory + count).copyMemory(from: line + id.lowerBound, byteCount: id.count)
      count &+= id.count
    } else {
      put("null")
    }
    put(",\"matched\":[")
    names.withUnsafeBytes { names in
      starts.withUnsafeBufferPointer { starts in
        guard let source = names.baseAddress, let first = starts.baseAddress else { return }
        putNames(matched, words, source, first)
      }
    }
    put("]}\n")
  }

  @inline(__always)
  private mutating func putNames(
    _ matched: UnsafePointer<UInt64>, _ words: Int, _ names: UnsafeRawPointer, _ starts: UnsafePointer<Int32>
  ) {
    var target = UnsafeMutableRawPointer(memory + count)
    for word in 0..<words {
      var rest = matched[word]
      while rest != 0 {
        let rule = word &* 64 &+ rest.trailingZeroBitCount
        let source = names + Int(starts[rule])
        let length = Int(starts[rule &+ 1] &- starts[rule])
        var copied = 0
        repeat {
          let half = source.loadUnaligned(fromByteOffset: copied, as: UInt64.self)
          let other = source.loadUnaligned(fromByteOffset: copied &+ 8, as: UInt64.self)
          target.storeBytes(of: half, toByteOffset: copied, as: UInt64.self)
          target.storeBytes(of: other, toByteOffset: copied &+ 8, as: UInt64.self)
          copied &+= Self.piece
        } while copied < length
        target += length
        rest &= rest &- 1
      }
    }
    let written = UnsafeRawPointer(target) - UnsafeRawPointer(memory + count)
    // The comma after the last name goes.
    count &+= written > 0 ? written &- 1 : 0
  }

  @inline(__always)
  private mutating func put(_ text: StaticString) {
    UnsafeMutableRawPointer(memory + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    count &+= text.utf8CodeUnitCount
  }

  private mutating func reserve(_ more: Int) {
    guard count + more + Self.piece > capacity else { return }
    capacity = max(capacity * 2, count + more + Self.piece)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    UnsafeMutableRawPointer(grown).copyMemory(from: memory, byteCount: count)
    memory.deallocate()
    memory = grown
  }

  /// A JSON string.
  private static func encode(_ text: String, into bytes: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
