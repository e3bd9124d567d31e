import Diagnostics
import RuleLanguage
import TestSupport
import Testing

/// Texts made to break a parser end in one message each, in time that grows with their length.
@Suite struct HostileTextTests {
  private func tree(_ text: String) -> SyntaxTree { SyntaxTree(parsing: SourceText(path: "t.rules", text: text)) }

  private func rule(_ condition: String) -> String {
    "правило «А» если \(condition) то обязательно №1.5 потому что «п» основание «о»\n"
  }

  private static let many = 20_000

  @Test(arguments: [
    (String(repeating: "(", count: many), String(repeating: ")", count: many)),
    (String(repeating: "(", count: many), ""), (String(repeating: "не ", count: many), ""),
    (String(repeating: "(стаж > 5 и не ", count: many), "стаж > 5" + String(repeating: ")", count: many)),
  ])
  func deepNesting(_ before: String, _ after: String) {
    let parsed = tree(rule(before + "роль = резерв" + after) + rule("роль = резерв"))
    #expect(parsed.diagnostics.map(\.id.rawValue) == ["too-deep"])
    #expect(parsed.declarations.count == 2, "the rule after it is read")
  }

  @Test func nestingUpToTheLimitIsRead() {
    let open = String(repeating: "(", count: 50) + String(repeating: "не ", count: 50)
    let close = String(repeating: ")", count: 50)
    #expect(tree(rule(open + "роль = резерв" + close)).diagnostics == [])
    // Parentheses side by side are not nested.
    let wide = Array(repeating: "(роль = резерв)", count: 500).joined(separator: " или ")
    #expect(tree(rule(wide)).diagnostics == [])
  }

  @Test func longChains() {
    for word in ["или", "и"] {
      let chain = Array(repeating: "стаж > 5", count: Self.many).joined(separator: " \(word) ")
      #expect(tree(rule(chain)).diagnostics == [])
    }
  }

  @Test func runOfUnknownCharactersIsOneMistake() {
    let parsed = tree(rule("роль = резерв @@#$🙂🙂"))
    #expect(places(parsed.diagnostics) == ["1:32 unknown-character"])
    #expect(tree(String(repeating: "@", count: 200_000)).diagnostics.count == 1)
  }

  @Test func hiddenCharacters() {
    // A zero-width space in the middle of a word, and a right-to-left override in a text and in a comment.
    #expect(places(tree(rule("роль = ре\u{200B}зерв")).diagnostics) == ["1:27 hidden-character"])
    #expect(places(tree(rule("роль = резерв // \u{202E}\n")).diagnostics) == ["1:35 hidden-character"])
    let text = "правило «А\u{202E}Б» то обязательно №1.5 потому что «п» основание «о»"
    let found = tree(text).diagnostics
    #expect(places(found) == ["1:11 hidden-character"])
    #expect(found.first?.message.russian.contains("U+202E") == true)
  }

  @Test func lettersWithMarksAreTheSameLetters() {
    // «й» as «и» and a combining breve, as some systems write it.
    let marked = "политика результат: последнии\u{306} цель роста: 10 % относительныи\u{306}"
    #expect(tree(marked).diagnostics == [])
  }

  @Test func lineBreaksAndByteOrderMark() {
    let plain = rule("роль = резерв\n") + rule("роль = резерв")
    #expect(tree("\u{FEFF}" + plain.replacing("\n", with: "\r\n")).diagnostics == [])
  }

  @Test func manyMistakesOnOneLine() {
    // Quadratic time would take minutes here.
    let parsed = tree(String(repeating: "правило ", count: 20_000))
    #expect(parsed.diagnostics.count == 20_000)
    let text = DiagnosticRenderer(language: .russian).render(parsed.diagnostics)
    #expect(text.contains("t.rules:1:159993:"), "columns count characters")
    #expect(text.utf8.count < 20_000 * 1500, "only a piece of the line is shown with each")
  }
}
