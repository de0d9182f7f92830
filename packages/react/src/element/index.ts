export { defineExperienceElement, type ExperienceElement } from './experience-element.js';
export type { ElementSettings } from './element-settings.js';
