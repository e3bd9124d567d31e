/// Memory that is written once, when it is made, and only read afterwards.
///
/// A class around a pointer rather than an array, so that the hot loops of matching count no references and check no
/// bounds. Aligned for the element: a row of eight words is one cache line.
final class FrozenBuffer<Element: BitwiseCopyable & Sendable>: Sendable {
  // Safe to share: nothing writes after `init`, and the memory lives as long as the object.
  nonisolated(unsafe) let start: UnsafePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    // At least one element, so that the pointer is never dangling.
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    elements.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { memory.initialize(from: first, count: source.count) }
    }
    start = UnsafePointer(memory)
  }

  deinit { start.deallocate() }

  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return start[index]
  }
}
