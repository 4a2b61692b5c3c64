// Asks veraPDF whether each file is PDF/UA-1. Prints how many rules it knows, then each rule that
// fails. The rules are read here and not by veraPDF itself: the package on PyPI that carries it
// leaves out what veraPDF reads XML with.

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;

public class AskVeraPdf {
    private static final PDFAFlavour UA = PDFAFlavour.PDFUA_1;

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var profile = profile();
        System.out.println("rules " + profile.getRules().size());
        for (var file : files) {
            try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(file), UA);
                    var validator = Foundries.defaultInstance().createValidator(profile, false)) {
                var broken = new TreeSet<String>();
                for (var one : validator.validate(parser).getTestAssertions()) {
                    if (one.getStatus() == TestAssertion.Status.FAILED) {
                        broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
                    }
                }
                System.out.println("broken " + String.join(" ", broken));
            }
        }
    }

    private static ValidationProfile profile() throws Exception {
        var in = ClassLoader.getSystemResourceAsStream("org/verapdf/pdfa/validation/PDFUA-1.xml");
        var read = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        var rules = new HashSet<Rule>();
        for (var rule : named(read.getDocumentElement(), "rule")) {
            var id = named(rule, "id").get(0);
            rules.add(Profiles.ruleFromValues(
                    Profiles.ruleIdFromValues(UA.getPart(), id.getAttribute("clause"),
                            Integer.parseInt(id.getAttribute("testNumber"))),
                    rule.getAttribute("object"), rule.getAttribute("deferred").equals("true"),
                    rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                    Profiles.errorFromValues(text(rule, "message"), List.of()), List.of()));
        }
        var variables = new HashSet<Variable>();
        for (var one : named(read.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(one.getAttribute("name"),
                    one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        var details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date());
        return Profiles.profileFromValues(UA, details, "", rules, variables);
    }

    private static List<Element> named(Element from, String name) {
        var found = new ArrayList<Element>();
        var all = from.getElementsByTagName(name);
        for (int at = 0; at < all.getLength(); at++) {
            found.add((Element) all.item(at));
        }
        return found;
    }

    private static String text(Element from, String name) {
        return named(from, name).get(0).getTextContent();
    }
}
