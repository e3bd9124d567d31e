import Diagnostics

/// Whole lines of a stream.
struct LineBlock: Sendable {
  /// The lines with their line feeds; the last one may have none.
  var bytes: [UInt8]
  /// The number of the first line.
  var firstLine: Int

  /// Calls `body` with every line, without its line feed, and its number.
  func forEachLine(_ body: (UnsafeBufferPointer<UInt8>, Int) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      var number = firstLine
      while start < buffer.count {
        let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.count
        body(UnsafeBufferPointer(rebasing: buffer[start..<end]), number)
        start = end + 1
        number += 1
      }
    }
  }
}

/// Cuts a stream into blocks of whole lines as it comes. Used by one thread at a time, hence unchecked.
final class LineBlocks: @unchecked Sendable {
  private let input: StreamedInput
  private let shown: String
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false
  private static let blockSize = 1 << 18
  /// The longest line; more is no person but an accident.
  static let longestLine = 1 << 24

  /// Blocks of a stream; `shown` names it in messages.
  init(_ input: consuming StreamedInput, shown: String) {
    self.input = input
    self.shown = shown
  }

  /// The next lines; nil at the end.
  func next() throws(CommandFailure) -> LineBlock? {
    var bytes = rest
    rest = []
    var searched = 0
    while !isAtEnd {
      if let end = bytes[searched...].lastIndex(of: UInt8(ascii: "\n")) {
        rest = Array(bytes[(end + 1)...])
        bytes.removeSubrange((end + 1)...)
        return block(bytes)
      }
      searched = bytes.count
      guard searched <= Self.longestLine else { throw .input([tooLong()]) }
      try read(into: &bytes)
    }
    return bytes.isEmpty ? nil : block(bytes)
  }

  private func read(into bytes: inout [UInt8]) throws(CommandFailure) {
    let old = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.blockSize))
    var failure: CommandFailure?
    let count = bytes.withUnsafeMutableBytes { buffer in
      do throws(CommandFailure) {
        return try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[old...]))
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    bytes.removeLast(Self.blockSize - count)
    if count == 0 { isAtEnd = true }
  }

  private func block(_ bytes: [UInt8]) -> LineBlock {
    // Some programs begin a text with a byte order mark.
    let isMarked = line == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let block = LineBlock(bytes: isMarked ? Array(bytes.dropFirst(3)) : bytes, firstLine: line)
    line += bytes.count { $0 == UInt8(ascii: "\n") }
    return block
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      .error, "line-too-long",
      LocalizedText(ru: "строка длиннее 16 мегабайт", en: "the line is longer than 16 megabytes"),
      at: .cell(file: shown, line: line, column: nil))
  }
}
