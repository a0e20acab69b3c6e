// Checks PDF files against the rules of PDF/UA-1 and PDF/A-2a with the veraPDF library that a jar on the class path holds.
// That jar lacks JAXB, with which veraPDF reads its own profiles: so they are read here. It does bring Rhino, which runs
// this file, so that a plain Java runtime is enough.
// Usage: java -cp <jar> org.mozilla.javascript.tools.shell.Main controleur.js file.pdf …
// One line per norm and file, below it one per broken rule.

var verapdf = Packages.org.verapdf;
var Profiles = verapdf.pdfa.validation.profiles.Profiles;
var PDFAFlavour = verapdf.pdfa.flavours.PDFAFlavour;
var Specification = java.lang.Class.forName("org.verapdf.pdfa.flavours.PDFAFlavour$Specification");

function elements(parent, name) {
  var found = parent.getElementsByTagName(name);
  var list = [];
  for (var i = 0; i < found.getLength(); i++) {
    list.push(found.item(i));
  }
  return list;
}

function text(parent, name) {
  var found = elements(parent, name);
  return found.length ? found[0].getTextContent() : "";
}

function rule(element) {
  var id = elements(element, "id")[0];
  var error = elements(element, "error")[0];
  var args = new java.util.ArrayList();
  elements(error, "argument").forEach(function (argument) {
    args.add(
      verapdf.pdfa.validation.profiles.ErrorArgumentImpl.fromValues(argument.getTextContent(), argument.getAttribute("name"), null)
    );
  });
  var specification = java.lang.Enum.valueOf(Specification, id.getAttribute("specification"));
  var number = java.lang.Integer.parseInt(id.getAttribute("testNumber"));
  var deferred = element.hasAttribute("deferred") ? java.lang.Boolean.valueOf(element.getAttribute("deferred")) : null;
  return Profiles.ruleFromValues(
    Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number),
    element.getAttribute("object"),
    deferred,
    element.getAttribute("tags"),
    text(element, "description"),
    text(element, "test"),
    Profiles.errorFromValues(text(error, "message"), args),
    new java.util.ArrayList()
  );
}

function profile(name, flavour) {
  var input = PDFAFlavour.PDFUA_1.getClass().getResourceAsStream("/org/verapdf/pdfa/validation/" + name);
  var root = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(input).getDocumentElement();
  var rules = new java.util.HashSet();
  elements(root, "rule").forEach(function (element) {
    rules.add(rule(element));
  });
  var variables = new java.util.HashSet();
  elements(root, "variable").forEach(function (variable) {
    variables.add(
      Profiles.variableFromValues(
        variable.getAttribute("name"),
        variable.getAttribute("object"),
        text(variable, "defaultValue"),
        text(variable, "value")
      )
    );
  });
  var details = Profiles.profileDetailsFromValues(name, name, "", new java.util.Date(0));
  return Profiles.profileFromValues(flavour, details, "", rules, variables);
}

function check(file, name, flavour, rules) {
  var foundry = verapdf.pdfa.Foundries.defaultInstance();
  var parser = foundry.createParser(new java.io.FileInputStream(file), flavour);
  var validator = foundry.createValidator(rules, 100, false, false, false);
  var result = validator.validate(parser);
  print(name + (result.isCompliant() ? " OK " : " FAIL ") + rules.getRules().size() + " rules " + file);
  var seen = {};
  var assertions = result.getTestAssertions().iterator();
  while (assertions.hasNext()) {
    var assertion = assertions.next();
    var id = assertion.getRuleId();
    var line = id.getClause() + "-" + id.getTestNumber() + " " + assertion.getMessage();
    if (String(assertion.getStatus()) === "failed" && !seen[line]) {
      seen[line] = true;
      print("  " + name + " " + line + " @ " + assertion.getLocation().getContext());
    }
  }
  parser.close();
}

java.util.logging.LogManager.getLogManager().reset();
verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var ua = profile("PDFUA-1.xml", PDFAFlavour.PDFUA_1);
var a = profile("PDFA-2A.xml", PDFAFlavour.PDFA_2_A);
for (var i = 0; i < arguments.length; i++) {
  check(arguments[i], "PDF/UA-1", PDFAFlavour.PDFUA_1, ua);
  check(arguments[i], "PDF/A-2a", PDFAFlavour.PDFA_2_A, a);
}
