// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the product: its arrows are its dependencies, and they only point down this file's list.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "Marshrut",
  products: [
    .library(
      name: "Marshrut",
      targets: [
        "Diagnostics", "RouteModel", "RuleLanguage", "RuleMatching", "RuleAnalysis", "Optimization", "RoutePlanning",
        "Growth", "Tables", "OfficeFiles", "Workspace", "Interchange", "Reports", "SyntheticData", "LanguageServer",
      ]),
    // The bare engine, for any vocabulary.
    .library(name: "RuleMatching", targets: ["Diagnostics", "RuleLanguage", "RuleMatching"]),
    .executable(name: "marshrut", targets: ["marshrut"]),
  ],
  dependencies: [],
  targets: [
    .executableTarget(name: "marshrut", dependencies: ["CommandLineTool"], swiftSettings: settings),
    // Measures the hot paths and checks their answers: `swift run -c release marshrut-bench match`.
    .executableTarget(
      name: "marshrut-bench",
      dependencies: ["SyntheticData", "RuleMatching", "Optimization", "RuleLanguage", "Diagnostics"],
      swiftSettings: settings),
    module(
      "CommandLineTool",
      [
        "LanguageServer", "Reports", "Interchange", "Workspace", "Tables", "SyntheticData", "Growth", "RoutePlanning",
        "RuleAnalysis",
        "RuleMatching", "Optimization", "RuleLanguage", "RouteModel", "Diagnostics",
      ]),
    module("LanguageServer", ["RuleLanguage", "RouteModel", "Diagnostics"]),
    module(
      "Reports",
      [
        "Interchange", "Workspace", "Growth", "RoutePlanning", "RuleAnalysis", "RuleLanguage", "RouteModel",
        "Diagnostics",
      ]),
    module("Interchange", ["Tables", "RouteModel", "Diagnostics"]),
    module("Workspace", ["CSQLite", "RouteModel", "Diagnostics"]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .yum(["sqlite-devel"])]),
    module("Tables", ["OfficeFiles", "RouteModel", "Diagnostics"]),
    module("OfficeFiles", ["CZlib"]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"])]),
    module("SyntheticData", ["Optimization", "RouteModel"]),
    module("Growth", ["RouteModel", "Diagnostics"]),
    module(
      "RoutePlanning",
      ["RuleAnalysis", "RuleMatching", "Optimization", "RuleLanguage", "RouteModel", "Diagnostics"]),
    module("RuleAnalysis", ["RuleMatching", "RuleLanguage", "Diagnostics"]),
    module("RuleMatching", ["RuleLanguage", "Diagnostics"]),
    module("Optimization"),
    module("RuleLanguage", ["Diagnostics"]),
    module("RouteModel", ["Diagnostics"]),
    module("Diagnostics"),

    .target(
      name: "TestSupport", dependencies: ["RoutePlanning", "RuleLanguage", "RouteModel", "Diagnostics"],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("Diagnostics", ["Diagnostics", "TestSupport"]),
    tests("RouteModel", ["RouteModel", "Diagnostics", "TestSupport"]),
    tests("RuleLanguage", ["RuleLanguage", "Diagnostics", "TestSupport"], exclude: ["Mistakes"]),
    tests("RuleMatching", ["RuleMatching", "RuleLanguage", "Diagnostics", "TestSupport"]),
    tests("RuleAnalysis", ["RuleAnalysis", "RuleMatching", "RuleLanguage", "Diagnostics", "TestSupport"]),
    tests("Optimization", ["SyntheticData", "Optimization", "TestSupport"]),
    tests(
      "RoutePlanning",
      [
        "RoutePlanning", "RuleAnalysis", "RuleMatching", "Optimization", "RuleLanguage", "RouteModel", "Diagnostics",
        "TestSupport",
      ]),
    tests("Growth", ["Growth", "RouteModel", "Diagnostics", "TestSupport"]),
    tests("OfficeFiles", ["OfficeFiles", "TestSupport"]),
    tests("Tables", ["Tables", "OfficeFiles", "RouteModel", "Diagnostics", "TestSupport"], exclude: ["Fixtures"]),
    tests(
      "Interchange", ["Interchange", "Tables", "RouteModel", "Diagnostics", "TestSupport"], exclude: ["Fixtures"]),
    tests("Workspace", ["Workspace", "RouteModel", "Diagnostics", "TestSupport"]),
    tests(
      "Reports",
      ["Reports", "RoutePlanning", "Optimization", "RuleLanguage", "RouteModel", "Diagnostics", "TestSupport"]),
    tests("LanguageServer", ["LanguageServer", "RuleLanguage", "RouteModel", "Diagnostics", "TestSupport"]),
    tests(
      "CommandLineTool",
      [
        "CommandLineTool", "LanguageServer", "Tables", "RoutePlanning", "RuleLanguage", "RouteModel", "Diagnostics",
        "TestSupport",
      ]),
  ]
)
