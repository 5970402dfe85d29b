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
package io.github.camelatproto.component;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Which way the arrows point. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // to read the classes takes longer than to look at them
class ArchitectureTest {

    private static final String BASE = "io.github.camelatproto.";

    private final JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.camelatproto");

    @Test
    void theCoreKnowsNeitherCamelNorHttpNorTheComponent() {
        noClasses().that().resideInAnyPackage(BASE + "syntax..", BASE + "data..", BASE + "repo..", BASE + "lexicon..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..", "org.apache.hc..", "java.net.http..", BASE + "component..",
                        BASE + "social..")
                .check(classes);
    }

    @Test
    void noJacksonTypeIsInASignatureOfTheCore() {
        noClasses().that().resideInAnyPackage(BASE + "syntax..", BASE + "repo..")
                .should().dependOnClassesThat().resideInAnyPackage("com.fasterxml..")
                .check(classes);
    }

    @Test
    void theCommitEngineKnowsNeitherCamelNorHttp() {
        classes().that().resideInAPackage(BASE + "component.commit..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.time..", "java.util..", "org.jspecify..", BASE + "syntax..",
                        BASE + "data..", BASE + "repo..", BASE + "component.commit..", BASE + "component.exception..")
                .check(classes);
    }

    @Test
    void theSyncKnowsNeitherCamelNorHttp() {
        classes().that().resideInAPackage(BASE + "component.sync..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.sql..", "java.util..", "javax.sql..", "org.jspecify..",
                        BASE + "syntax..", BASE + "data..", BASE + "repo..", BASE + "component.commit..",
                        BASE + "component.exception..", BASE + "component.sync..")
                .check(classes);
    }

    @Test
    void whatGoesWrongKnowsNothingButTheCore() {
        classes().that().resideInAPackage(BASE + "component.exception..")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", BASE + "syntax..", BASE + "data..",
                        BASE + "repo..", BASE + "component.exception..")
                .check(classes);
    }

    @Test
    void xrpcKnowsNeitherSessionsNorOperationsNorTheEngine() {
        noClasses().that().resideInAPackage(BASE + "component.xrpc..")
                .should().dependOnClassesThat()
                .resideInAnyPackage(BASE + "component.session..", BASE + "component.operation..", BASE + "component.commit..")
                .check(classes);
    }

    @Test
    void sessionsKnowNothingOfOperations() {
        noClasses().that().resideInAPackage(BASE + "component.session..")
                .should().dependOnClassesThat().resideInAnyPackage(BASE + "component.operation..", "org.apache.camel..")
                .check(classes);
    }

    @Test
    void onlyTheMetersNeedMicrometer() {
        noClasses().that().resideInAPackage(BASE + "component..").and().haveNameNotMatching(".*\\.CommitMeters(\\$.*)?")
                .should().dependOnClassesThat().resideInAnyPackage("io.micrometer..")
                .check(classes);
    }

    @Test
    void theComponentKnowsNothingOfFeedsAndPosts() {
        noClasses().that().resideInAPackage(BASE + "component..")
                .should().dependOnClassesThat().resideInAnyPackage(BASE + "social..", BASE + "reference..", BASE + "pds..")
                .check(classes);
    }
}
