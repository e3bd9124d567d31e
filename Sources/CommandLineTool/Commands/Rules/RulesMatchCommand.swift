import Diagnostics
import Foundation
import RuleLanguage
import RuleMatching
import Tables

/// `marshrut rules match`: the bare engine, for any vocabulary.
struct RulesMatchCommand: Command {
  static let name = "rules match"
  static let summary = LocalizedText(
    ru: "применить правила к потоку фактов над любым словарём",
    en: "apply rules to a stream of facts over any vocabulary")
  static let usage = LocalizedText(
    ru: "--vocabulary ФАЙЛ --rules ФАЙЛ --facts ФАЙЛ.ndjson [настройки]",
    en: "--vocabulary FILE --rules FILE --facts FILE.ndjson [options]")
  static let discussion = LocalizedText(
    ru: """
      На каждую строку фактов {"id":…,"поле":…} — строка {"id":…,"matched":["правило",…]}, правила по алфавиту. Память не растёт с числом строк.
      Словарь — JSON: {"fields":{"возраст":{"type":"integer","min":0,"max":120},"город":{"type":"enum","values":["Казань"]}}}; типы enum, integer, decimal, boolean, set, date.
      Правилу достаточно названия и условия: правило «r1» если возраст >= 30 и город = Казань
      Чего в строке нет, то неизвестно; лишние ключи пропускаются, о похожих на название поля — предупреждение. Дробные числа сравниваются с точностью до сотых.
      Если в фактах есть ошибки, показываются все (первые 100), код выхода 1, файл --out не создаётся.
      """,
    en: """
      For each line of facts {"id":…,"field":…} a line {"id":…,"matched":["rule",…]}, rules by name. Memory does not grow with the number of lines.
      The vocabulary is JSON: {"fields":{"age":{"type":"integer","min":0,"max":120},"city":{"type":"enum","values":["Kazan"]}}}; types enum, integer, decimal, boolean, set, date.
      A rule needs a name and a condition only: rule «r1» if age >= 30 and city = Kazan
      What a line does not give is unknown; other keys are passed over, with a warning for those that are nearly a field's name. Decimals are compared to hundredths.
      When the facts have mistakes, all are shown (the first 100), the exit code is 1 and --out is not written.
      """)
  static let options: [Option] = [
    .value("--vocabulary", "ФАЙЛ", "FILE", help: "поля и их значения, JSON", "fields and their values, JSON"),
    .value("--rules", "ФАЙЛ", "FILE", help: "файл правил", "the rule file"),
    .value("--facts", "ФАЙЛ", "FILE", help: "факты, по объекту JSON в строке", "the facts, a JSON object a line"),
    .out,
    .value(
      "--repeat", "N", "N", help: "повторить сопоставление N раз, для замеров", "match N times over, for measuring"),
    .value(
      "--stats", "ФАЙЛ", "FILE", help: "записать замеры: compile_s, decode_s, match_s, peak_rss_mb",
      "write the measurements: compile_s, decode_s, match_s, peak_rss_mb"),
  ]

  static let mostArguments: Int? = 0

  static func run(_ arguments: ParsedArguments, _ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let paths = try paths(arguments)
    let repetitions = try arguments.wholeNumber("--repeat", in: 1...1_000_000) ?? 1
    let clock = ContinuousClock()
    let source = try ProjectLoader(arguments: arguments, invocation: invocation).source(paths.rules)
    let vocabularyFile = try vocabulary(paths.vocabulary, invocation)
    let start = clock.now
    let (vocabulary, rules) = try compile(source, vocabularyFile, invocation)
    var stream = MatchStream(rules: rules, vocabulary: vocabulary, file: paths.facts, repetitions: repetitions)
    let compiling = clock.now - start
    var reading = Duration.zero
    let facts = try StreamedInput(invocation.surroundings.absolute(paths.facts), shown: paths.facts)
    if let path = arguments[.out] {
      let out = try StreamedOutput(invocation.surroundings.absolute(path), shown: path)
      try pump(facts, &stream, &reading) { bytes throws(CommandFailure) in try out.write(bytes) }
      try refuse(stream.diagnostics, of: stream.mistakeCount)
      try out.commit()
    } else {
      let console = invocation.console
      try pump(facts, &stream, &reading) { bytes throws(CommandFailure) in
        if !bytes.isEmpty { console.out(Array(bytes)) }
      }
      try refuse(stream.diagnostics, of: stream.mistakeCount)
    }
    invocation.report(stream.warnings)
    if let path = arguments["--stats"] {
      let text = measurements(stream.statistics, compiling: seconds(compiling), reading: seconds(reading))
      try Output(invocation: invocation, path: path).write(text)
    }
    return .done
  }

  /// The files that must be given; all that are missing at once.
  private static func paths(
    _ arguments: ParsedArguments
  ) throws(CommandFailure) -> (vocabulary: String, rules: String, facts: String) {
    var missing: [Diagnostic] = []
    func path(_ name: String) -> String {
      guard let given = arguments[name] else {
        missing.append(
          Diagnostic(
            .error, "missing-option", LocalizedText(ru: "нужно \(name) ФАЙЛ", en: "\(name) FILE is needed"),
            at: .argument(name)))
        return ""
      }
      return given
    }
    let result = (path("--vocabulary"), path("--rules"), path("--facts"))
    if !missing.isEmpty { throw .usage(ParsedArguments.UsageError(diagnostics: missing)) }
    return result
  }

  private static func vocabulary(
    _ path: String, _ invocation: Invocation
  ) throws(CommandFailure) -> (file: VocabularyFile?, diagnostics: [Diagnostic]) {
    let file = Location(path: invocation.surroundings.absolute(path), shown: path)
    guard let json = file.bytes() else { throw .inputOutput(file.unreadable) }
    return VocabularyFile.read(json, path: path)
  }

  /// Vocabulary and rules, or all that is wrong with both.
  private static func compile(
    _ source: SourceText, _ read: (file: VocabularyFile?, diagnostics: [Diagnostic]), _ invocation: Invocation
  ) throws(CommandFailure) -> (VocabularyFile, RuleSet) {
    let tree = SyntaxTree(parsing: source, allowsBareRules: true)
    guard let vocabulary = read.file else { throw .input(read.diagnostics + tree.diagnostics) }
    let compiled = RuleCompiler(vocabulary: vocabulary.vocabulary).compile([tree], requirements: .matching)
    guard let rules = compiled.rules else { throw .input(read.diagnostics + compiled.diagnostics) }
    invocation.report(read.diagnostics + compiled.diagnostics)
    return (vocabulary, rules)
  }

  /// Carries the facts through the stream.
  private static func pump(
    _ facts: borrowing StreamedInput, _ stream: inout MatchStream, _ reading: inout Duration,
    write: (UnsafeRawBufferPointer) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    let clock = ContinuousClock()
    while true {
      let start = clock.now
      let count = try facts.read(into: buffer)
      reading += clock.now - start
      if count == 0 { break }
      try stream.consume(UnsafeRawBufferPointer(rebasing: buffer[..<count]), write: write)
    }
    try stream.finish(write: write)
  }

  private static func refuse(_ diagnostics: [Diagnostic], of count: Int) throws(CommandFailure) {
    guard count > 0 else { return }
    var all = diagnostics
    let rest = count - diagnostics.count
    if rest > 0 {
      all.append(
        Diagnostic(
          .note, "more-mistakes", LocalizedText(ru: "и ещё ошибок: \(rest)", en: "and \(rest) more errors"),
          at: .nowhere))
    }
    throw .input(all)
  }

  // MARK: Measurements

  private static func measurements(_ done: MatchStream.Statistics, compiling: Double, reading: Double) -> String {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    // Kilobytes on Linux.
    let peak = Double(usage.ru_maxrss) / 1024
    let matching = done.matching.map(number).joined(separator: ",")
    return "{\"compile_s\":\(number(compiling)),\"decode_s\":\(number(done.decoding + reading))"
      + ",\"match_s\":[\(matching)],\"peak_rss_mb\":\(String(format: "%.1f", peak))}\n"
  }

  private static func number(_ seconds: Double) -> String { String(format: "%.6f", seconds) }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
