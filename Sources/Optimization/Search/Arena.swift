/// Memory for one search at a time: hands out uninitialised buffers in constant time and takes all of them back at once.
///
/// Invariant: a buffer is valid until the next `reset()`; buffers never move. Values stored are trivial, nothing is
/// deinitialised.
final class Arena {
  private var block: UnsafeMutableRawPointer
  private var capacity: Int
  private var used = 0
  /// Blocks that were too small; freed at the next reset, when one block of the size needed takes their place.
  private var full: [UnsafeMutableRawPointer] = []
  private var total = 0

  /// Where buffers are kept for long, each further block should be no larger than the first: `doubles` false.
  private let doubles: Bool

  init(capacity: Int = 1 << 17, doubles: Bool = true) {
    self.doubles = doubles
    self.capacity = capacity
    block = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit {
    block.deallocate()
    for old in full { old.deallocate() }
  }

  /// Takes every buffer back.
  func reset() {
    if !full.isEmpty {
      for old in full { old.deallocate() }
      full = []
      grow(to: total + used)
    }
    used = 0
    total = 0
  }

  /// Room for `count` values of a trivial type of alignment at most 16.
  func buffer<Value: BitwiseCopyable>(_: Value.Type, _ count: Int) -> UnsafeMutablePointer<Value> {
    let size = (max(count, 1) * MemoryLayout<Value>.stride + 15) & ~15
    if used + size > capacity {
      full.append(block)
      total += used
      capacity = max(doubles ? 2 * capacity : capacity, size)
      block = .allocate(byteCount: capacity, alignment: 64)
      used = 0
    }
    defer { used += size }
    return (block + used).bindMemory(to: Value.self, capacity: count)
  }

  /// Room for `count` copies of `value`.
  func buffer<Value: BitwiseCopyable>(repeating value: Value, _ count: Int) -> UnsafeMutablePointer<Value> {
    let pointer = buffer(Value.self, count)
    pointer.initialize(repeating: value, count: count)
    return pointer
  }

  private func grow(to size: Int) {
    guard size > capacity else { return }
    block.deallocate()
    capacity = size
    block = .allocate(byteCount: capacity, alignment: 64)
  }
}
