import Foundation
import Testing

@testable import CommandLineTool

/// With `--pseudonymous` nobody's name is in anything a command prints or writes, whatever the command.
@Suite struct PseudonymousTests {
  /// Every name of the data set, and those of who worked with it; parts too, because a page may break a line in a name.
  private static let names = [
    "Примерова", "Анна Ивановна", "Образцов", "Пётр Иванович", "Наставникова", "Ольга Павловна", "Методистова",
  ]

  /// What follows a command's name, where it is not `--data data` alone; `nil` for commands that read no people.
  private static let arguments: [String: [[String]]] = [
    "profile": [["Р-1", "--data", "data"], ["Р-1", "--db", "район.db"], ["Р-9", "--db", "район.db"]],
    "route": [
      ["Р-1", "--data", "data"], ["Р-1", "--db", "район.db"], ["--all", "--data", "data", "--format", "json"],
      ["--all", "--data", "data", "--format", "ndjson", "--out", "вон/routes"], ["--all", "--db", "район.db"],
      ["--all", "--data", "data", "--format", "lp", "--out", "вон/lp"],
    ],
    "why": [["Р-1", "1.6", "--data", "data"], ["Р-1", "1.5", "--db", "район.db"]],
    "retest": [["Р-1", "--data", "data"], ["--db", "район.db"], ["--data", "data", "--format", "json"]],
    "rules explain": [["Р-1", "--data", "data"]],
    "rules diff": [["Rules", "Rules", "--data", "data"], ["Rules", "Rules", "--db", "район.db", "--format", "json"]],
    "export people": [["--data", "data"]],
    "export": [["--db", "район.db", "--out", "вон/таблицы"], ["--db", "район.db", "--out", "вон/книга.xlsx"]],
    "init": [["--db", "вон/другая.db"]],
    "import": [["data", "--db", "район.db"], ["сдвиг", "--db", "район.db"]],
    "submit": [["Р-1", "--db", "район.db", "--version", "1"]], "approve": [["Р-1", "--db", "район.db"]],
    "return": [["Р-1", "--db", "район.db", "--comment", "к Методистовой"]],
    "complete": [["Р-1", "1.6", "--on", "20.10.2023", "--db", "район.db"]],
    "show": [["Р-1", "--db", "район.db"]], "history": [["Р-1", "--db", "район.db"]],
    "diff": [["Р-1", "1", "2", "--db", "район.db"]], "reproduce": [["Р-1", "1", "--db", "район.db"]],
    "audit": [["--db", "район.db"]], "check": [["--data", "data"], ["--data", "сдвиг"]],
    "forget": [["Р-2", "--yes", "--db", "район.db"]],
  ]

  private func prepared() throws -> Workshop {
    let shop = try Workshop()
    try shop.edit(
      "data/people.csv", "директор;руководитель;01.02.2020;нет;;;",
      "директор;руководитель;01.02.2020;нет;;;Наставникова Ольга Павловна")
    // A table whose columns have slipped: the name stands where the municipality should.
    let people = try #require(shop.read("data/people.csv"))
    try shop.write("сдвиг/people.csv", people.replacingOccurrences(of: "Р-1;", with: "Р-1;;"))
    #expect(shop.run("init", "--db", "район.db").code == .done)
    #expect(shop.run("import", "data", "--db", "район.db", "--by", "Методистова Вера").code == .done)
    for day in ["2023-09-01", "2023-10-01"] {
      #expect(shop.run("route", "--all", "--db", "район.db", "--as-of", day).code == .done)
    }
    _ = shop.run("submit", "Р-1", "--db", "район.db", "--by", "Методистова Вера")
    _ = shop.run("return", "Р-1", "--db", "район.db", "--comment", "спросить Методистову и Примерову")
    return shop
  }

  /// Every file below `folder`.
  private func files(_ folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: folder)?.allObjects ?? []).compactMap { $0 as? String }
  }

  @Test func noCommandTellsANameOrLacksTheSwitch() throws {
    let shop = try prepared()
    var tried: Set<String> = []
    for command in MarshrutTool.commands {
      let readsPeople = command.options.contains { ["--data", "--db"].contains($0.name) }
      guard readsPeople else { continue }
      #expect(MarshrutTool.allOptions(of: command).contains(.pseudonymous), "\(command.name)")
      for arguments in Self.arguments[command.name] ?? [["--data", "data"], ["--all", "--data", "data"]] {
        try FileManager.default.createDirectory(atPath: shop.folder + "/вон", withIntermediateDirectories: true)
        let outcome = shop.run(command.name.split(separator: " ").map(String.init) + arguments + ["--pseudonymous"])
        tried.insert(command.name)
        for name in Self.names {
          #expect(!outcome.out.contains(name), "\(command.name) \(arguments): \(name)")
          #expect(!outcome.error.contains(name), "\(command.name) \(arguments): \(name)\n\(outcome.error)")
        }
        for file in files(shop.folder + "/вон") where !file.contains(".names.") {
          let bytes = (try? Data(contentsOf: URL(fileURLWithPath: shop.folder + "/вон/" + file))) ?? Data()
          for name in Self.names {
            #expect(bytes.range(of: Data(name.utf8)) == nil, "\(command.name): \(file), \(name)")
          }
        }
        if arguments.contains("вон/книга.xlsx") {
          #expect(shop.run("convert", "вон/книга.xlsx", "--out", "вон/из книги").code == .done)
          for file in files(shop.folder + "/вон/из книги") {
            let text = try #require(shop.read("вон/из книги/" + file))
            for name in Self.names { #expect(!text.contains(name), "\(file): \(name)") }
          }
        }
        try FileManager.default.removeItem(atPath: shop.folder + "/вон")
      }
    }
    #expect(tried.isSuperset(of: Self.arguments.keys), "\(Set(Self.arguments.keys).subtracting(tried))")
  }

  /// Names in wrong places: headers, keys, cells, ids in a neighbour's file.
  @Test func namesInWrongPlaces() throws {
    let shop = try Workshop()
    let people = try #require(shop.read("data/people.csv"))
    let names = [
      "Тестов Дмитрий", "Иванова (Петрова) Анна Сергеевна", "Тестов Дмитрий, 1980 г.р.", "Иванов Иван/Петров Пётр",
      "Иванов «Ваня» Пётр", "иванов иван", "Иванов Иван <ivanov@mail.ru>", "Иванов Иван «Лидер", "Иванов № 5 Пётр",
    ]
    for name in names {
      try shop.write("data/people.csv", people.replacingOccurrences(of: ";резерв;", with: ";\(name);"))
      let cell = shop.run("check", "--data", "data", "--pseudonymous")
      #expect(cell.code == .badInput && cell.error.contains("data/people.csv:3"), "\(cell.error)")
      try shop.write("data/people.csv", people.replacingOccurrences(of: "наставник\n", with: "наставник;\(name)\n"))
      let header = shop.run("check", "--data", "data", "--pseudonymous")
      #expect(header.error.contains("data/people.csv:1"), "\(header.error)")
      try shop.write("люди.ndjson", #"{"person":{"id":"1","role":"head","\#(name)":"1"}}"#)
      let key = shop.run("route", "--all", "--data", "люди.ndjson", "--pseudonymous")
      #expect(key.code == .badInput && key.error.contains("люди.ndjson:1"))
      for text in [cell.error, cell.out, header.error, key.error] {
        for part in ["Тестов", "Иванов", "Петров", "иванов", "Ваня"] { #expect(!text.contains(part), "\(text)") }
      }
    }
    try shop.write("data/people.csv", people)
    try shop.write(
      "отчёт.csv", ExchangeCommandTests.report.replacingOccurrences(of: "Р-9", with: "Тестов Дмитрий"))
    for format in ["text", "json"] {
      let quiz = shop.run(
        "exchange", "import", "moodle-quiz", "отчёт.csv", "--data", "data", "--pseudonymous", "--format", format)
      #expect(quiz.code == .done && !quiz.out.contains("Тестов") && !quiz.error.contains("Тестов"), "\(quiz)")
    }
  }

  @Test func namesOfTheWorkspaceStandInTheirOwnFile() throws {
    let shop = try prepared()
    for file in files(shop.folder) where file.hasPrefix("район.db") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: shop.folder + "/" + file))
      // Who did something, and what was said, stand in the journal; names of the people of the tables do not.
      for name in ["Образцов", "Анна Ивановна", "Наставникова"] {
        #expect(bytes.range(of: Data(name.utf8)) == nil, "\(file): \(name)")
      }
    }
  }

  @Test func onePersonsPagesHoldThatPersonOnly() throws {
    let shop = try prepared()
    let commands = [
      ["show", "Р-1", "--db", "район.db"], ["history", "Р-1", "--db", "район.db"],
      ["diff", "Р-1", "1", "2", "--db", "район.db"],
      ["profile", "Р-1", "--db", "район.db"], ["route", "Р-1", "--db", "район.db"],
      ["route", "Р-1", "--data", "data", "--format", "json"], ["why", "Р-1", "1.6", "--db", "район.db"],
      ["retest", "Р-1", "--db", "район.db"], ["rules", "explain", "Р-1", "--db", "район.db"],
    ]
    for command in commands {
      let outcome = shop.run(command)
      #expect(outcome.code == .done, "\(command): \(outcome.error)")
      for other in ["Р-2", "Образцов", "ОО-2", "№ 7"] {
        #expect(!outcome.out.contains(other) && !outcome.error.contains(other), "\(command): \(other)")
      }
    }
  }
}
