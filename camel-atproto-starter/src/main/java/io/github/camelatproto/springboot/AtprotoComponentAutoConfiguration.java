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
package io.github.camelatproto.springboot;

import io.github.camelatproto.component.AtprotoComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/** Gives the component the properties that are set. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({ ComponentConfigurationProperties.class, AtprotoComponentConfiguration.class })
@ConditionalOnHierarchicalProperties({ "camel.component", "camel.component.atproto" })
public class AtprotoComponentAutoConfiguration {

    private final ApplicationContext application;
    private final CamelContext context;
    private final AtprotoComponentConfiguration configuration;

    public AtprotoComponentAutoConfiguration(
                                             ApplicationContext application, CamelContext context,
                                             AtprotoComponentConfiguration configuration) {
        this.application = application;
        this.context = context;
        this.configuration = configuration;
    }

    @Lazy
    @Bean
    public ComponentCustomizer configureAtprotoComponent() {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                CamelPropertiesHelper.copyProperties(context, configuration, target);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof AtprotoComponent && HierarchicalPropertiesEvaluator.evaluate(
                        application, "camel.component.customizer", "camel.component.atproto.customizer");
            }
        };
    }
}
