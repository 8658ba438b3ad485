export function openDescriptors(): number;
