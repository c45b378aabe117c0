export function fill(template: string, json: string): string;
