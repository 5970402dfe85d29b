/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.pds;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Which way the arrows point. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // to read the classes takes longer than to look at them
class ArchitectureTest {

    private static final String PDS = "io.github.camelatproto.pds.";

    private final JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.camelatproto.pds");

    @Test
    void thePdsKnowsNothingOfCamelAndTheComponent() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "io.github.camelatproto.component..",
                        "io.github.camelatproto.social..", "io.github.camelatproto.reference..")
                .check(classes);
    }

    @Test
    void whatIsKeptKnowsNothingOfHttp() {
        noClasses().that()
                .resideInAnyPackage(PDS + "account..", PDS + "repo..", PDS + "blob..", PDS + "store..", PDS + "error..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", PDS + "xrpc..", PDS + "method..", PDS + "page..")
                .check(classes);
    }

    @Test
    void onlyTheStoreKnowsADatabase() {
        noClasses().that().resideOutsideOfPackage(PDS + "store..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..")
                .check(classes);
    }

    @Test
    void theCallsKnowNeitherTheMethodsNorThePage() {
        noClasses().that().resideInAPackage(PDS + "xrpc..")
                .should().dependOnClassesThat().resideInAnyPackage(PDS + "method..", PDS + "page..")
                .check(classes);
    }

    @Test
    void thePageKnowsNothingOfTheMethods() {
        noClasses().that().resideInAPackage(PDS + "page..")
                .should().dependOnClassesThat().resideInAPackage(PDS + "method..")
                .check(classes);
    }
}
