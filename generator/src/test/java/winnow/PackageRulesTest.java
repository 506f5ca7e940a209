package winnow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules that the architecture stands on. */
class PackageRulesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("winnow");

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

    private static DescribedPredicate<JavaClass> winnowExcept(String... packages) {
        return new DescribedPredicate<>("belong to Winnow outside " + String.join(", ", packages)) {
            @Override
            public boolean test(JavaClass type) {
                return type.getPackageName().startsWith("winnow") && java.util.Arrays.stream(packages).noneMatch(type.getPackageName()::equals);
            }
        };
    }
}
