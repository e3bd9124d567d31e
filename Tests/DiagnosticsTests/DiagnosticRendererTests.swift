import Diagnostics
import Testing

/// What a message looks like.
@Suite struct DiagnosticRendererTests {
  private func message(_ place: DiagnosticPlace, _ severity: Severity = .error) -> Diagnostic {
    Diagnostic(
      severity, "an-id", LocalizedText(ru: "не так", en: "wrong"), at: place,
      notes: [LocalizedText(ru: "возможно, «ё»?", en: "did you mean «ё»?")])
  }

  @Test func marksStandBelowWhatTheyMark() {
    let source = SourceText(path: "Правила/a.rules", text: "\tесли роль = ректор\nто\n")
    let start = "\tесли роль = ".utf8.count
    let range = SourceRange(start, start + "ректор".utf8.count)
    #expect(
      DiagnosticRenderer(language: .russian).render(message(.text(source, range))) == """
        Правила/a.rules:1:14: ошибка: не так [an-id]
         1 | \tесли роль = ректор
           | \t            ^^^^^^
          примечание: возможно, «ё»?

        """)
  }

  /// What stands in places comes from users too.
  @Test func placesCommandNoTerminal() {
    let escape = "\u{1B}[31mz\u{202E}"
    let source = SourceText(path: escape, text: "то")
    let places: [DiagnosticPlace] = [
      .cell(file: escape, line: 1, column: escape, cell: nil), .cell(file: escape, line: 1, column: nil, cell: escape),
      .file(escape), .argument(escape), .text(source, SourceRange(0, 1)),
    ]
    for place in places {
      let text = DiagnosticRenderer(language: .english).render(message(place))
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && text.contains("[31mz"), "\(text)")
    }
  }

  @Test func theEndOfAFileCanBeMarked() {
    let source = SourceText(path: "a", text: "то")
    #expect(
      DiagnosticRenderer(language: .english).render(message(.text(source, SourceRange(4, 4)), .warning)) == """
        a:1:3: warning: wrong [an-id]
         1 | то
           |   ^
          note: did you mean «ё»?

        """)
  }

  @Test(arguments: [
    (DiagnosticPlace.cell(file: "p.csv", line: 3, column: "роль", cell: nil), "p.csv:3: столбец «роль»: "),
    (.cell(file: "d.xlsx: Люди", line: 3, column: "роль", cell: "C3"), "d.xlsx: Люди!C3: столбец «роль»: "),
    (.file("p.csv"), "p.csv: "), (.argument("--data"), "--data: "), (.nowhere, ""),
  ])
  func places(_ place: DiagnosticPlace, _ prefix: String) {
    let text = DiagnosticRenderer(language: .russian).render(message(place, .note))
    #expect(text.hasPrefix(prefix + "примечание: не так [an-id]\n"), "\(text)")
  }

  @Test func coloursOnlyWhereAsked() {
    #expect(!DiagnosticRenderer(language: .russian).render(message(.nowhere)).contains("\u{1B}"))
    #expect(
      DiagnosticRenderer(language: .russian, color: true).render(message(.nowhere)).contains(
        "\u{1B}[31;1mошибка:\u{1B}[0m"))
  }

  /// A text of a hostile file can neither move the cursor nor turn the line around.
  @Test func nothingInATextControlsTheTerminal() {
    let text = LocalizedText(verbatim: "«\u{1B}[2J\u{202E}abc\u{7}»")
    let shown = DiagnosticRenderer(language: .russian).render(Diagnostic(.error, "x", text, at: .nowhere))
    #expect(!shown.unicodeScalars.contains { [0x1B, 0x202E, 0x07].contains($0.value) })
    #expect(shown.contains("abc"))
  }

  @Test func longLinesAreCut() {
    let text = String(repeating: "ж", count: 3000) + "ОШИБКА" + String(repeating: "ж", count: 3000)
    let source = SourceText(path: "a", text: text)
    let shown = DiagnosticRenderer(language: .russian).render(message(.text(source, SourceRange(6000, 6012))))
    let lines = shown.split(separator: "\n")
    #expect(lines.count == 4 && lines.allSatisfy { $0.count < 500 })
    let (line, marks) = (Array(lines[1]), Array(lines[2]))
    let marked = marks.indices.filter { marks[$0] == "^" }
    #expect(String(marked.map { line[$0] }) == "ОШИБКА" && shown.contains("…"))
  }
}
