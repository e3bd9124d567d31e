import Diagnostics
import RuleLanguage

/// Fact lines in, lines of matched rules out: bytes in chunks of any size, so that files stay with the caller.
///
/// For each profile one line `{"id":…,"matched":["name",…]}`, in the order of the profiles, rules by name; `id` as it
/// stands in the fact line, `null` when there is none. Blank lines are passed over. Memory does not grow with the number
/// of profiles, only with the longest line. After the first mistake nothing more is matched or written, but all lines
/// are read on for theirs.
public struct MatchStream: ~Copyable {
  /// What was done and how long it took.
  public struct Statistics: Sendable, Hashable {
    /// Profiles read.
    public var profiles = 0
    /// Seconds of reading lines into values.
    public var decoding = 0.0
    /// Seconds of matching, for each repetition.
    public var matching: [Double]
    /// Seconds of writing the answers as text.
    public var writing = 0.0
  }

  /// The most mistakes that are kept; the others are counted.
  public static let keptMistakes = 100

  /// The first mistakes.
  public private(set) var diagnostics: [Diagnostic] = []
  /// How many mistakes there are in all.
  public private(set) var mistakeCount = 0
  /// What was done.
  public private(set) var statistics: Statistics

  private let file: String
  private let rules: CompiledRules
  private let workspace: MatchWorkspace
  private var decoder: FactLineDecoder
  private var writer: MatchLineWriter
  /// What is read and not yet worked on, with slack behind: at most one line and a chunk.
  private var input = GrowingBuffer()
  private var lineNumber = 0
  private let clock = ContinuousClock()

  /// The profiles of a batch.
  private static let batchSize = 512
  private let rows: UnsafeMutablePointer<Int32>
  private let matched: UnsafeMutablePointer<UInt64>
  private var ids: [Range<Int>?] = []

  /// A stream over the rules of `rules` and the fields of a vocabulary file; `file` names the facts in messages. Matching
  /// is done `repetitions` times over, for measuring.
  public init(rules: RuleSet, vocabulary: VocabularyFile, file: String, repetitions: Int = 1) {
    self.file = file
    self.rules = CompiledRules(rules.rules.map(\.condition))
    workspace = self.rules.makeWorkspace()
    let valueCount = vocabulary.vocabulary.fields.count
    decoder = FactLineDecoder(fields: vocabulary.fields, valueCount: valueCount)
    writer = MatchLineWriter(names: rules.rules.map(\.header.name))
    statistics = Statistics(matching: Array(repeating: 0, count: max(1, repetitions)))
    rows = .allocate(capacity: Self.batchSize * max(1, valueCount))
    matched = .allocate(capacity: Self.batchSize * max(1, self.rules.ruleWords))
    rows.initialize(repeating: ValueSet.missing, count: Self.batchSize * max(1, valueCount))
    matched.initialize(repeating: 0, count: Self.batchSize * max(1, self.rules.ruleWords))
    ids.reserveCapacity(Self.batchSize)
  }

  deinit {
    rows.deallocate()
    matched.deallocate()
  }

  /// Takes the next bytes of the facts and hands on the lines they complete. Errors are those of `write`.
  public mutating func consume<Failure: Error>(
    _ bytes: UnsafeRawBufferPointer, write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    input.append(bytes)
    try work(isEnd: false, write)
  }

  /// Takes the last line, which may lack its line feed, and hands on the rest.
  public mutating func finish<Failure: Error>(
    write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    if input.count > 0 {
      withUnsafeBytes(of: UInt8(ascii: "\n")) { input.append($0) }
      try work(isEnd: true, write)
    }
  }

  private mutating func work<Failure: Error>(
    isEnd: Bool, _ write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var position = 0
    let start = input.start
    while true {
      let begin = clock.now
      let (next, isExhausted) = decodeBatch(from: position)
      statistics.decoding += Self.seconds(clock.now - begin)
      position = next
      if mistakeCount == 0 {
        matchBatch()
        let begin = clock.now
        for (index, id) in ids.enumerated() {
          writer.append(id, start, matched + index * rules.ruleWords, rules.ruleWords)
        }
        statistics.writing += Self.seconds(clock.now - begin)
        try write(writer.bytes)
        writer.removeAll()
      }
      if isExhausted { break }
    }
    input.removeFirst(position)
  }

  /// Reads lines until the batch is full or no whole line is left; where it stopped, and whether no line is left.
  private mutating func decodeBatch(from first: Int) -> (position: Int, isExhausted: Bool) {
    ids.removeAll(keepingCapacity: true)
    let start = input.start
    var position = first
    while ids.count < Self.batchSize {
      guard let length = LineFeed.offset(in: start + position, count: input.count - position) else {
        return (position, true)
      }
      lineNumber += 1
      // A byte order mark belongs to the file, not to its first line.
      let skipped = lineNumber == 1 && length >= 3 && Self.isByteOrderMark(start) ? 3 : 0
      let line = decoder.decode(
        start + position + skipped, lineLength: length - skipped, into: rows + ids.count * decoder.valueCount)
      if !decoder.mistakes.isEmpty { report(start + position + skipped) }
      if case .profile(let id) = line {
        ids.append(id.map { $0.lowerBound + position + skipped..<$0.upperBound + position + skipped })
        statistics.profiles += 1
      }
      position += length + 1
    }
    return (position, false)
  }

  private static func isByteOrderMark(_ bytes: UnsafePointer<UInt8>) -> Bool {
    bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  private mutating func matchBatch() {
    let facts = UnsafeBufferPointer(start: rows, count: ids.count * decoder.valueCount)
    let result = UnsafeMutableBufferPointer(start: matched, count: ids.count * rules.ruleWords)
    for repetition in statistics.matching.indices {
      let begin = clock.now
      rules.matchAll(facts, fieldCount: decoder.valueCount, into: result, workspace)
      statistics.matching[repetition] += Self.seconds(clock.now - begin)
    }
  }

  private mutating func report(_ line: UnsafePointer<UInt8>) {
    for mistake in decoder.mistakes {
      mistakeCount += 1
      guard diagnostics.count < Self.keptMistakes else { continue }
      // Columns count characters: bytes that do not continue one.
      let column = (0..<mistake.offset).count { line[$0] & 0xC0 != 0x80 } + 1
      diagnostics.append(mistake.diagnostic(decoder.fields, file: file, line: lineNumber, column: column))
    }
  }

  /// A warning for each key in the first thousand lines that names no field but is nearly one's name: the field would be
  /// missing unnoticed. Other unknown keys are nobody's business.
  public var warnings: [Diagnostic] {
    decoder.unknownKeys.compactMap { key in
      guard let near = nearest(to: key.name, among: decoder.fields.map(\.name) + ["id"]) else { return nil }
      return Diagnostic(
        .warning, "unknown-key",
        LocalizedText(
          ru: "поля «\(key.name)» в словаре нет, оно пропускается",
          en: "the vocabulary has no field «\(key.name)»: it is passed over"),
        at: .line(file: file, LineColumn(line: Int(key.line), column: 1)),
        notes: [LocalizedText(ru: "возможно, «\(near)»?", en: "did you mean «\(near)»?")])
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
