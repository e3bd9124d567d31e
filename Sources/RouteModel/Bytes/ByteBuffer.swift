/// Bytes in memory that grows by doubling and is kept when emptied.
///
/// Instead of an array because an append is then a comparison and a store: no check that the memory is its own.
public struct ByteBuffer: ~Copyable, @unchecked Sendable {
  @usableFromInline var memory: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  /// How many bytes there are.
  @inlinable public var count: Int { filled }
  @usableFromInline var filled = 0

  /// An empty buffer.
  public init(capacity: Int = 1 << 12) {
    self.capacity = capacity
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// The bytes, without a copy.
  @inlinable public borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: memory, count: filled))
  }

  /// Forgets the bytes and keeps the memory.
  @inlinable public mutating func removeAll() { filled = 0 }

  /// Takes bytes out; those behind them move up. O(count).
  public mutating func remove(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= filled)
    (memory + range.lowerBound).update(from: memory + range.upperBound, count: filled - range.upperBound)
    filled -= range.count
  }

  /// Adds a byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    if filled == capacity { grow(by: 1) }
    memory[filled] = byte
    filled &+= 1
  }

  /// Adds bytes.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if capacity &- filled < bytes.count { grow(by: bytes.count) }
    (memory + filled).update(from: start, count: bytes.count)
    filled &+= bytes.count
  }

  /// Adds a text of the program.
  @inlinable public mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds `"name":`.
  @inlinable public mutating func append(key name: StaticString) {
    let length = name.utf8CodeUnitCount
    if capacity &- filled < length + 3 { grow(by: length + 3) }
    let start = memory + filled
    start[0] = UInt8(ascii: "\"")
    (start + 1).update(from: name.utf8Start, count: length)
    start[length + 1] = UInt8(ascii: "\"")
    start[length + 2] = UInt8(ascii: ":")
    filled &+= length &+ 3
  }

  @inline(never) @usableFromInline
  mutating func grow(by extra: Int) {
    capacity = max(2 * capacity, filled + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: memory, count: filled)
    memory.deallocate()
    memory = larger
  }
}
