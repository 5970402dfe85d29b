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
package io.github.camelatproto.files;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Which way the arrows point: core, component, files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // to read the classes takes longer than to look at them
class ArchitectureTest {

    private static final String BASE = "io.github.camelatproto.";

    private final JavaClasses classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.camelatproto");

    @Test
    void csvAndItsLibraryStayHere() {
        noClasses().that().resideOutsideOfPackage(BASE + "files..")
                .should().dependOnClassesThat().resideInAnyPackage(BASE + "files..", "com.fasterxml.jackson.dataformat.csv..")
                .check(classes);
    }

    @Test
    void filesUseTheComponentNotItsEngine() {
        noClasses().that().resideInAPackage(BASE + "files..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        BASE + "component.commit..", BASE + "component.operation..", BASE + "component.session..",
                        BASE + "component.xrpc..", BASE + "social..", BASE + "pds..")
                .check(classes);
    }
}
