/// The parts of a written workbook beside its sheets.
struct WorkbookParts {
  let names: [String]

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  /// Paths and texts, in the order they are written.
  var all: [(String, String)] {
    [
      ("xl/styles.xml", styles), ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", relationships),
      ("_rels/.rels", root), ("[Content_Types].xml", contentTypes),
    ]
  }

  private var contentTypes: String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let sheets = names.indices.map {
      "<Override PartName=\"/xl/worksheets/sheet\($0 + 1).xml\" ContentType=\"\(kind).worksheet+xml\"/>"
    }
    return Self.declaration + "<Types xmlns=\"\(Self.package)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kind).styles+xml\"/>" + sheets.joined() + "</Types>"
  }

  private var root: String {
    Self.declaration + "<Relationships xmlns=\"\(Self.package)/relationships\">"
      + "<Relationship Id=\"rId1\" Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
  }

  private var relationships: String {
    let sheets = names.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.office)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
    }
    return Self.declaration + "<Relationships xmlns=\"\(Self.package)/relationships\">" + sheets.joined()
      + "<Relationship Id=\"rId\(names.count + 1)\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>"
      + "</Relationships>"
  }

  private var workbook: String {
    let sheets = names.enumerated().map { index, name in
      "<sheet name=\"\(XMLText.escaped(name))\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    return Self.declaration + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><bookViews><workbookView/>"
      + "</bookViews><sheets>" + sheets.joined() + "</sheets></workbook>"
  }

  /// The cell styles, in the order of `SheetXML.Style`.
  private var styles: String {
    let formats = ["dd\\.mm\\.yyyy", "yyyy\\-mm\\-dd", "dd\\.mm\\.yyyy\\ hh:mm:ss", "yyyy\\-mm\\-dd\\ hh:mm:ss"]
    let numbers = formats.enumerated().map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>" }
    let font = "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>"
    let cells = formats.indices.map {
      "<xf numFmtId=\"\(164 + $0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    }
    return Self.declaration + "<styleSheet xmlns=\"\(Self.main)\"><numFmts count=\"\(formats.count)\">"
      + numbers.joined() + "</numFmts><fonts count=\"2\"><font>\(font)</font><font><b/>\(font)</font></fonts>"
      + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
      + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      + "<cellXfs count=\"7\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>"
      + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      + cells.joined() + "</cellXfs>"
      + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
  }
}
