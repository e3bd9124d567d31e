import Diagnostics
import Foundation
import RuleLanguage
import TestSupport
import Testing

/// Mistakes that methodologists make, one at a time, in a file that is right otherwise: each gives one message, and where
/// it offers one fix, the file is right again with it (or the case says what is left).
///
/// The cases stand in `Mistakes/*.txt`: what is replaced by what, and then the messages in both languages as they were
/// recorded. `MARSHRUT_RECORD=1 swift test --filter MistakeCaseTests` writes them anew; read the difference.
@Suite struct MistakeCaseTests {
  static let base = """
    политика
      цель роста: 10 % относительный
      нагрузка: не более 108 часов за год, не более 2 мероприятий одновременно
      не занимать: 25 мая – 30 июня

    шкала дефицита
      критический от 40 вес 8, средний от 10 вес 2, низкий больше 0 вес 1

    цели
      заместитель: как резерв, К2 = 80

    диагностика «Д»
      если показатель «ВПР-решения» = нет
      то дефицит К2 + 20
      потому что «решения не приняты»
      основание «Таблица 1»

    правило «А»
      если роль = резерв и балл К1 < 47,5
      то рекомендовать №1.6 с весом 40
      потому что «причина»
      основание «п. 1.6»

    пример «п»
      дано роль = резерв, балл К1 = 40
      ожидается рекомендовать №1.6 с весом 40, сработало «А»

    """

  private struct Case {
    var name: String
    var old: String
    var new: String
    var recorded: String
  }

  private static func folder() -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mistakes")
  }

  private static func plain(_ text: Substring) -> String {
    var result = text.replacing("\\n", with: "\n")
    for code: UInt32 in [0xAD, 0x200B, 0x202E] {
      let written = "\\u{\(String(code, radix: 16, uppercase: true))}"
      result = result.replacing(written, with: Unicode.Scalar(code).map { String($0) } ?? "")
    }
    return String(result)
  }

  private func cases(_ text: String) -> [Case] {
    text.split(separator: "== ").map { part in
      let lines = part.split(separator: "\n", omittingEmptySubsequences: false)
      let rest = lines.dropFirst(3).joined(separator: "\n").trimmingCharacters(in: .newlines)
      return Case(
        name: String(lines[0]), old: Self.plain(lines[1].dropFirst(2)), new: Self.plain(lines[2].dropFirst(2)),
        recorded: rest)
    }
  }

  private func diagnostics(_ text: String) -> [Diagnostic] {
    let tree = SyntaxTree(parsing: SourceText(path: "правила", text: text))
    return RuleCompiler(vocabulary: sampleVocabulary()).compile([tree]).diagnostics
  }

  /// What is left when the only fix is made; nil when there are none or several.
  private func leftAfterFix(_ diagnostics: [Diagnostic], _ text: String) -> [Diagnostic]? {
    guard diagnostics.count == 1, diagnostics[0].fixes.count == 1, let fix = diagnostics[0].fixes.first else {
      return nil
    }
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(fix.range.lowerBound..<fix.range.upperBound, with: Array(fix.replacement.utf8))
    return self.diagnostics(String(decoding: bytes, as: UTF8.self))
  }

  private func report(_ found: [Diagnostic], _ text: String) -> String {
    var parts = [Language.russian, .english].map {
      DiagnosticRenderer(language: $0).render(found).trimmingCharacters(in: .newlines)
    }
    if let left = leftAfterFix(found, text) {
      parts.append("after the fix: " + (left.isEmpty ? "no mistake" : places(left).joined(separator: ", ")))
    }
    return parts.joined(separator: "\n")
  }

  @Test func baseIsRight() { #expect(diagnostics(Self.base) == []) }

  @Test(arguments: ["words", "marks", "measures", "conditions", "settings"])
  func oneMessageEach(_ file: String) throws {
    let url = Self.folder().appending(path: file + ".txt")
    let text = try String(contentsOf: url, encoding: .utf8)
    var recorded = ""
    for item in cases(text) {
      let range = try #require(Self.base.range(of: item.old), "\(item.name): the base has «\(item.old)»")
      let damaged = Self.base.replacingCharacters(in: range, with: item.new)
      let found = diagnostics(damaged)
      #expect(found.count == 1, "\(file), \(item.name): \(places(found))")
      #expect(found.allSatisfy { $0.severity == .error }, "\(item.name)")
      let report = report(found, damaged)
      let header = text.split(separator: "== ").first { $0.hasPrefix(item.name + "\n") }?
        .split(separator: "\n").prefix(3).joined(separator: "\n")
      recorded += "== \(header ?? "")\n\(report)\n\n"
      if ProcessInfo.processInfo.environment["MARSHRUT_RECORD"] == nil {
        #expect(report == item.recorded, "\(file), \(item.name)")
      }
    }
    if ProcessInfo.processInfo.environment["MARSHRUT_RECORD"] != nil {
      try recorded.write(to: url, atomically: true, encoding: .utf8)
    }
  }

  /// What people and their programs write that is no mistake.
  @Test(arguments: [
    ("47,5", "47.5"), ("  то", "\tто"), ("№1.6 с", "№ 1.6 с"), ("«А»\n", "\"А\"\n"), ("«А»\n", "“А”\n"),
    ("«А»\n", "„А“\n"),
    ("роль = резерв и", "роль\u{A0}=\u{A0}резерв и"), ("с весом 40\n", "с\u{A0}весом\u{202F}40\n"),
    ("если", "Если"), ("правило", "ПРАВИЛО"), ("роль = резерв и", "рoль = peзepв и"), ("балл К1 <", "балл K1 <"),
    ("балл К1 <", "балл к1 <"), ("балл К1 < 47,5", "балл К1 менее 47,5"), ("балл К1 < 47,5", "балл К1 не более 47,5"),
    ("роль = резерв и", "роль одна из резерв | заместитель и"), ("25 мая – 30", "25 мая − 30"),
    ("25 мая – 30", "25 мая-30"),
    ("если роль", "// пояснение\n  если роль"), ("причина", "причёна"), ("роль = резерв и", "роль == резерв и"),
  ])
  func noMistake(_ old: String, _ new: String) throws {
    let range = try #require(Self.base.range(of: old))
    let text = Self.base.replacingCharacters(in: range, with: new)
    #expect(diagnostics(text) == [])
    #expect(diagnostics("\u{FEFF}" + text.replacing("\n", with: "\r\n")) == [], "with Windows line breaks")
  }
}
