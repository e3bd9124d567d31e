import Diagnostics
import Foundation
import LanguageServer
import RouteModel
import RoutePlanning
import RuleLanguage
import Tables

/// Reads rules and catalog for the language server: as the other commands find them, but from the editor's folder, and
/// going on where they would stop.
struct DiskRegionSource: RegionSource {
  let arguments: ParsedArguments
  let invocation: Invocation

  func region(near folder: String?) -> Region {
    var region = Region()
    readRules(&region, near: folder)
    readCatalog(&region, near: folder)
    return region
  }

  // MARK: Rules

  private func readRules(_ region: inout Region, near folder: String?) {
    let loader = loader(option: "--rules", variable: "MARSHRUT_RULES", near: folder)
    do throws(CommandFailure) {
      let path = absolute(try loader.rulesFolder(), loader)
      region.rulesFolder = path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for name in names.filter({ $0.hasSuffix(".rules") }).sorted() {
        do throws(CommandFailure) {
          let source = try loader.source(path + "/" + name)
          region.files.append(Region.File(path: path + "/" + name, text: String(decoding: source.utf8, as: UTF8.self)))
        } catch {
          region.diagnostics += messages(error)
        }
      }
    } catch {
      region.diagnostics += messages(error)
    }
  }

  // MARK: Catalog

  private func readCatalog(_ region: inout Region, near folder: String?) {
    let loader = loader(option: "--catalog", variable: "MARSHRUT_CATALOG", near: folder)
    do throws(CommandFailure) {
      let path = absolute(try loader.catalogFolder(), loader)
      let read = CatalogReader.read(folder: Location(path: path, shown: path))
      region.diagnostics += read.diagnostics
      region.rows = read.rows
      guard let catalog = read.catalog else {
        region.diagnostics.append(
          Diagnostic(
            .warning, "catalog-unusable",
            LocalizedText(
              ru: "в каталоге ошибки: названия в правилах пока не проверяются",
              en: "the catalog has errors: names in rules are not checked for now"), at: .nowhere))
        return
      }
      let names = RouteVocabulary(catalog)
      region.catalog = catalog
      region.vocabulary = names.vocabulary
      region.review = { rules in Self.review(rules, catalog, names) }
    } catch {
      region.diagnostics += messages(error)
    }
  }

  /// What only shows when rules and catalog meet: audiences that can't be understood, examples that fail.
  private static func review(_ rules: RuleSet, _ catalog: Catalog, _ names: RouteVocabulary) -> [Diagnostic] {
    let made = PlanningContext.make(
      catalog: catalog, rules: rules, names: names, rulesDigest: "", catalogDigest: "")
    guard let context = made.context else { return made.diagnostics }
    return made.diagnostics + ExampleRunner(context: context).runAll().flatMap(\.mismatches)
  }

  // MARK: Folders

  /// A loader that looks from the editor's folder, unless the folder is given: then paths count from where the program
  /// was started.
  private func loader(option: String, variable: String, near folder: String?) -> ProjectLoader {
    var surroundings = invocation.surroundings
    if let folder, arguments[option] == nil, surroundings.environment[variable] == nil {
      surroundings.currentFolder = folder
    }
    let moved = Invocation(
      console: invocation.console, surroundings: surroundings, language: invocation.language,
      colorOut: invocation.colorOut, colorError: invocation.colorError)
    return ProjectLoader(arguments: arguments, invocation: moved)
  }

  /// The path from the root without «..», as editors spell it.
  private func absolute(_ path: String, _ loader: ProjectLoader) -> String {
    URL(fileURLWithPath: loader.invocation.surroundings.absolute(path)).standardized.path
  }

  private func messages(_ failure: CommandFailure) -> [Diagnostic] {
    switch failure {
    case .usage(let error): error.diagnostics
    case .input(let diagnostics): diagnostics
    case .inputOutput(let diagnostic): [diagnostic]
    }
  }
}
