package winnow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules that the architecture stands on. */
class PackageRulesTest {
    // ArchUnit's own DoNotIncludeTests knows target/ only, not this build's folder
    private static final ImportOption NO_TESTS = location -> !location.contains("/test-classes/");
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(NO_TESTS).importPackages("winnow");

    @Test
    void theGoldenModelKnowsTheNetworkOnly() {
        noClasses().that().resideInAPackage("winnow.golden..").should().dependOnClassesThat(winnowExcept("winnow.golden", "winnow.network"))
                .check(CLASSES);
    }

    @Test
    void theNetworkKnowsNothingElse() {
        noClasses().that().resideInAPackage("winnow.network..").should().dependOnClassesThat(winnowExcept("winnow.network"))
                .check(CLASSES);
    }

    @Test
    void onlyThePackageEmitUsesStringTemplate() {
        noClasses().that().resideOutsideOfPackage("winnow.emit").should().dependOnClassesThat().resideInAnyPackage(
                "org.stringtemplate..", "org.antlr..").check(CLASSES);
        classes().that().haveSimpleName("Template").should().dependOnClassesThat().resideInAPackage("org.stringtemplate..")
                .check(CLASSES);
    }

    @Test
    void thePlannerKnowsNeitherVerilogNorFiles() {
        noClasses().that().resideInAPackage("winnow.planner").should().dependOnClassesThat(
                winnowExcept("winnow.planner", "winnow.network", "winnow.encode")).check(CLASSES);
        noClasses().that().resideInAPackage("winnow.planner").should().dependOnClassesThat().resideInAnyPackage("java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void theOutputModelDoesNotKnowItsTemplates() {
        noClasses().that().resideInAPackage("winnow.rtl").should().dependOnClassesThat(
                winnowExcept("winnow.rtl", "winnow.planner", "winnow.network", "winnow.encode", "winnow.registers")).check(CLASSES);
    }

    @Test
    void theHandOffKitKnowsNeitherTemplatesNorFiles() {
        noClasses().that().resideInAPackage("winnow.handoff").should().dependOnClassesThat(
                winnowExcept("winnow.handoff", "winnow.rtl", "winnow.planner", "winnow.golden", "winnow.network")).check(CLASSES);
        noClasses().that().resideInAPackage("winnow.handoff").should().dependOnClassesThat().resideInAnyPackage("java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void theResourceModelKnowsPlansAndTheOutputModelOnly() {
        noClasses().that().resideInAPackage("winnow.resources").should().dependOnClassesThat(
                winnowExcept("winnow.resources", "winnow.rtl", "winnow.planner", "winnow.network")).check(CLASSES);
        noClasses().that().resideInAPackage("winnow.resources").should().dependOnClassesThat().resideInAnyPackage("java.nio.file..")
                .check(CLASSES);
    }

    @Test
    void onlyThePackageOnnxUsesProtocolBuffers() {
        noClasses().that().resideOutsideOfPackage("winnow.onnx").should().dependOnClassesThat().resideInAnyPackage(
                "ai.onnx..", "com.google.protobuf..", "org.tribuo..").check(CLASSES);
        noClasses().that().resideInAPackage("winnow.onnx").should().dependOnClassesThat(
                winnowExcept("winnow.onnx", "winnow.network", "winnow.reader")).check(CLASSES);
    }

    @Test
    void onlyThePackageLinkUsesSerialPorts() {
        noClasses().that().resideOutsideOfPackage("winnow.link").should().dependOnClassesThat().resideInAPackage("com.fazecast..")
                .check(CLASSES);
        noClasses().that().resideInAPackage("winnow.link").should().dependOnClassesThat(
                winnowExcept("winnow.link", "winnow.planner", "winnow.network")).check(CLASSES);
    }

    @Test
    void onlyTheEntryPointUsesTheCommands() {
        noClasses().that().resideOutsideOfPackages("winnow", "winnow.cli").should().dependOnClassesThat(
                winnowIn("winnow", "winnow.cli")).check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("winnow.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> winnowIn(String... packages) {
        return new DescribedPredicate<>("belong to " + String.join(", ", packages)) {
            @Override
            public boolean test(JavaClass type) {
                return java.util.Arrays.asList(packages).contains(type.getPackageName());
            }
        };
    }

    private static DescribedPredicate<JavaClass> winnowExcept(String... packages) {
        return new DescribedPredicate<>("belong to Winnow outside " + String.join(", ", packages)) {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("winnow") && java.util.Arrays.stream(packages).noneMatch(type.getPackageName()::equals);
            }
        };
    }
}
